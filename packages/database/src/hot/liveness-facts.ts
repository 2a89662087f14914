import { nilUuid, type ProjectId } from '@gatehouse/protocol';
import type { EpochFact, LivenessFacts, LivenessQuery } from '@gatehouse/token-engine/ports';
import { type Batch, createBatch } from './batch.ts';
import type { HotConnection, Row } from './connection.ts';
import { buildRowKey, toHex } from './row-key.ts';
import { selectLiveness } from './statements/liveness.ts';

export interface LivenessItem {
  readonly projectId: ProjectId;
  readonly query: LivenessQuery;
}

export type LivenessBatch = Batch<LivenessItem, LivenessFacts>;

export function createLivenessBatch(connection: HotConnection): LivenessBatch {
  return createBatch({
    name: 'liveness',
    // One at a time: reads are short, and who waits for one fills the next, which costs less than two halves.
    maxInFlight: 1,
    keyOf: buildQueryKey,
    async send(items) {
      const rows = await connection.run(selectLiveness, listWantedRows(items));
      const facts = readFacts(rows);
      return new Map(items.map((item) => [buildQueryKey(item), findFacts(facts, item)]));
    },
  });
}

function buildQueryKey({ projectId, query }: LivenessItem): string {
  return buildRowKey(
    projectId,
    query.token.bucket,
    toHex(query.token.tokenId),
    query.clientId,
    query.identityId ?? '',
    query.sessionId ?? '',
    query.grantId ?? '',
  );
}

/** Every row of the batch once, as the parameters of the statement. */
function listWantedRows(items: readonly LivenessItem[]): unknown[] {
  const epochs = new Map<string, Row>();
  const grants = new Map<string, Row>();
  const tokens = new Map<string, Row>();
  const addEpoch = (...row: [projectId: string, kind: string, key: string]) =>
    epochs.set(buildRowKey(...row), row);
  addEpoch(nilUuid, 'installation', '');
  for (const { projectId, query } of items) {
    addEpoch(projectId, 'project', '');
    addEpoch(projectId, 'client', query.clientId);
    if (query.identityId !== undefined) addEpoch(projectId, 'identity', query.identityId);
    if (query.sessionId !== undefined) addEpoch(projectId, 'session', query.sessionId);
    if (query.grantId !== undefined) {
      grants.set(buildRowKey(projectId, query.grantId), [projectId, query.grantId]);
    }
    const { bucket, tokenId } = query.token;
    const hex = toHex(tokenId);
    tokens.set(buildRowKey(projectId, bucket, hex), [projectId, bucket, `\\x${hex}`]);
  }
  const buckets = items.map(({ query }) => query.token.bucket);
  return [
    ...columns(epochs, 3),
    ...columns(grants, 2),
    ...columns(tokens, 3),
    Math.min(...buckets),
    Math.max(...buckets),
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
    if (kind === 'denied') denied.add(buildRowKey(String(projectId), Number(number), String(key)));
    else {
      const rowKey = buildRowKey(String(projectId), String(kind), String(key));
      epochs.set(rowKey, { epoch: Number(number), isActive: active === true });
      if (typeof added === 'string') claims.set(rowKey, added);
    }
  }
  return { epochs, denied, claims };
}

function findFacts(facts: Facts, { projectId, query }: LivenessItem): LivenessFacts {
  const { epochs, denied, claims } = facts;
  const find = (kind: string, key: string | undefined) =>
    key === undefined ? undefined : epochs.get(buildRowKey(projectId, kind, key));
  return {
    installation: epochs.get(buildRowKey(nilUuid, 'installation', '')),
    project: find('project', ''),
    client: find('client', query.clientId),
    identity: find('identity', query.identityId),
    session: find('session', query.sessionId),
    grant: find('grant', query.grantId),
    isDenylisted: denied.has(
      buildRowKey(projectId, query.token.bucket, toHex(query.token.tokenId)),
    ),
    accessTokenClaims: readClaims(claims.get(buildRowKey(projectId, 'grant', query.grantId ?? ''))),
  };
}

/** Parsed for each caller, who may change what it got. */
function readClaims(json: string | undefined): LivenessFacts['accessTokenClaims'] {
  if (json === undefined) return undefined;
  const claims: unknown = JSON.parse(json);
  return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
}
