import { nilUuid, type ProjectId } from '@gatehouse/protocol';
import type { EpochFact, LivenessFacts, LivenessQuery } from '@gatehouse/token-engine/ports';
import { type Batch, createBatch } from './batch.ts';
import type { HotConnection, Row } from './connection.ts';
import { buildRowKey, toHex } from './row-key.ts';
import { selectLiveness } from './statements/liveness.ts';

/** What is asked of one token. The keys of its rows are made once, and found again with what was read. */
export interface LivenessItem {
  readonly projectId: ProjectId;
  readonly query: LivenessQuery;
  readonly keys: LivenessKeys;
}

interface LivenessKeys {
  readonly project: string;
  readonly client: string;
  readonly identity: string | undefined;
  readonly session: string | undefined;
  readonly grant: string | undefined;
  readonly token: string;
  readonly tokenHex: string;
}

export type LivenessBatch = Batch<LivenessItem, LivenessFacts>;

const installationKey = buildRowKey(nilUuid, 'installation', '');

export function buildLivenessItem(projectId: ProjectId, query: LivenessQuery): LivenessItem {
  const { clientId, identityId, sessionId, grantId, token } = query;
  const tokenHex = toHex(token.tokenId);
  const keyOf = (kind: string, id: string | undefined) =>
    id === undefined ? undefined : `${projectId}|${kind}|${id}`;
  return {
    projectId,
    query,
    keys: {
      project: `${projectId}|project|`,
      client: `${projectId}|client|${clientId}`,
      identity: keyOf('identity', identityId),
      session: keyOf('session', sessionId),
      grant: keyOf('grant', grantId),
      token: `${projectId}|${token.bucket}|${tokenHex}`,
      tokenHex,
    },
  };
}

export function createLivenessBatch(connection: HotConnection): LivenessBatch {
  return createBatch({
    name: 'liveness',
    // One at a time: reads are short, and who waits for one fills the next, which costs less than two halves.
    maxInFlight: 1,
    keyOf: buildItemKey,
    async send(items) {
      const rows = await connection.run(selectLiveness, listWantedRows(items));
      const facts = readFacts(rows);
      return new Map(items.map((item) => [buildItemKey(item), findFacts(facts, item)]));
    },
  });
}

function buildItemKey({ keys }: LivenessItem): string {
  const { client, identity = '', session = '', grant = '', token } = keys;
  return `${token}|${client}|${identity}|${session}|${grant}`;
}

/** Every row of the batch once, as the parameters of the statement. */
function listWantedRows(items: readonly LivenessItem[]): unknown[] {
  const epochs = new Map<string, Row>([[installationKey, [nilUuid, 'installation', '']]]);
  const grants = new Map<string, Row>();
  const tokens = new Map<string, Row>();
  let firstBucket = Number.POSITIVE_INFINITY;
  let lastBucket = 0;
  const add = (rows: Map<string, Row>, key: string | undefined, row: Row) => {
    if (key !== undefined && !rows.has(key)) rows.set(key, row);
  };
  for (const { projectId, query, keys } of items) {
    const { bucket } = query.token;
    add(epochs, keys.project, [projectId, 'project', '']);
    add(epochs, keys.client, [projectId, 'client', query.clientId]);
    add(epochs, keys.identity, [projectId, 'identity', query.identityId]);
    add(epochs, keys.session, [projectId, 'session', query.sessionId]);
    add(grants, keys.grant, [projectId, query.grantId]);
    add(tokens, keys.token, [projectId, bucket, `\\x${keys.tokenHex}`]);
    firstBucket = Math.min(firstBucket, bucket);
    lastBucket = Math.max(lastBucket, bucket);
  }
  return [
    ...columns(epochs, 3),
    ...columns(grants, 2),
    ...columns(tokens, 3),
    firstBucket,
    lastBucket,
  ];
}

/** Rows turned into one array a column. */
function columns(rows: ReadonlyMap<string, Row>, width: number): unknown[][] {
  const all = [...rows.values()];
  return Array.from({ length: width }, (_, column) => all.map((row) => row[column]));
}

interface Facts {
  readonly epochs: ReadonlyMap<string, EpochFact>;
  readonly denied: ReadonlySet<string>;
  /** JSON by the row key of the grant. */
  readonly claims: ReadonlyMap<string, string>;
}

function readFacts(rows: readonly Row[]): Facts {
  const epochs = new Map<string, EpochFact>();
  const denied = new Set<string>();
  const claims = new Map<string, string>();
  for (const [kind, projectId, key, number, active, added] of rows) {
    if (kind === 'denied') denied.add(`${projectId}|${number}|${key}`);
    else {
      const rowKey = `${projectId}|${kind}|${key}`;
      epochs.set(rowKey, { epoch: Number(number), isActive: active === true });
      if (typeof added === 'string') claims.set(rowKey, added);
    }
  }
  return { epochs, denied, claims };
}

function findFacts({ epochs, denied, claims }: Facts, { keys }: LivenessItem): LivenessFacts {
  const find = (key: string | undefined) => (key === undefined ? undefined : epochs.get(key));
  return {
    installation: epochs.get(installationKey),
    project: find(keys.project),
    client: find(keys.client),
    identity: find(keys.identity),
    session: find(keys.session),
    grant: find(keys.grant),
    isDenylisted: denied.has(keys.token),
    accessTokenClaims: keys.grant === undefined ? undefined : readClaims(claims.get(keys.grant)),
  };
}

/** Parsed for each caller, who may change what it got. */
function readClaims(json: string | undefined): LivenessFacts['accessTokenClaims'] {
  if (json === undefined) return undefined;
  const claims: unknown = JSON.parse(json);
  return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
}
