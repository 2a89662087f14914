import { nilUuid, type ProjectId } from '@gatehouse/protocol';
import type { EpochFact, LivenessFacts, LivenessQuery } from '@gatehouse/token-engine/ports';
import { type Batch, createBatch } from './batch.ts';
import type { HotConnection, Row } from './connection.ts';
import { toHex } from './row-key.ts';
import { livenessParts, selectLiveness } from './statements/liveness.ts';
import { WantedRows, writeArray, writeBytesArray } from './wanted-rows.ts';

/** What is asked of one token. */
export interface LivenessItem {
  readonly projectId: ProjectId;
  readonly query: LivenessQuery;
  readonly tokenHex: string;
  readonly key: string;
}

export type LivenessBatch = Batch<LivenessItem, LivenessFacts>;

export function buildLivenessItem(projectId: ProjectId, query: LivenessQuery): LivenessItem {
  const { clientId, identityId = '', sessionId = '', grantId = '', token } = query;
  const tokenHex = toHex(token.tokenId);
  const key = `${projectId}|${token.bucket}|${tokenHex}|${clientId}|${identityId}|${sessionId}|${grantId}`;
  return { projectId, query, tokenHex, key };
}

export function createLivenessBatch(connection: HotConnection): LivenessBatch {
  return createBatch({
    name: 'liveness',
    // One at a time: reads are short, and who waits for one fills the next, which costs less than two halves.
    maxInFlight: 1,
    keyOf: ({ key }) => key,
    async send(items) {
      const wanted = listWanted(items);
      const facts = readFacts(await connection.run(selectLiveness, writeParameters(wanted)));
      const answers = new Map<string, LivenessFacts>();
      for (const { key, positions } of wanted.items) answers.set(key, findFacts(facts, positions));
      return answers;
    },
  });
}

/** Where the rows of an item stand among those that are asked for; 0: it has none. */
interface Positions {
  readonly project: number;
  readonly client: number;
  readonly identity: number;
  readonly session: number;
  readonly grant: number;
  readonly token: number;
}

interface Wanted {
  readonly epochs: WantedRows;
  readonly grants: WantedRows;
  readonly tokens: WantedRows;
  readonly firstBucket: number;
  readonly lastBucket: number;
  readonly items: { readonly key: string; readonly positions: Positions }[];
}

const positionOfInstallation = 1;

/** Every row of the batch once. */
function listWanted(items: readonly LivenessItem[]): Wanted {
  const epochs = new WantedRows(3);
  const grants = new WantedRows(2);
  const tokens = new WantedRows(3);
  let firstBucket = Number.POSITIVE_INFINITY;
  let lastBucket = 0;
  epochs.add(nilUuid, 'installation', '');
  const placed = items.map(({ projectId, query, tokenHex, key }) => {
    const { clientId, identityId, sessionId, grantId, token } = query;
    firstBucket = Math.min(firstBucket, token.bucket);
    lastBucket = Math.max(lastBucket, token.bucket);
    const positions = {
      project: epochs.add(projectId, 'project', ''),
      client: epochs.add(projectId, 'client', clientId),
      identity: identityId === undefined ? 0 : epochs.add(projectId, 'identity', identityId),
      session: sessionId === undefined ? 0 : epochs.add(projectId, 'session', sessionId),
      grant: grantId === undefined ? 0 : grants.add(projectId, grantId),
      token: tokens.add(projectId, String(token.bucket), tokenHex),
    };
    return { key, positions };
  });
  return { epochs, grants, tokens, firstBucket, lastBucket, items: placed };
}

function writeParameters({ epochs, grants, tokens, firstBucket, lastBucket }: Wanted): unknown[] {
  const [projects, kinds, keys] = epochs.columns;
  const [grantProjects, grantIds] = grants.columns;
  const [tokenProjects, buckets, tokenIds] = tokens.columns;
  return [
    ...[projects, kinds, keys],
    ...[writeArray(grantProjects), writeArray(grantIds)],
    ...[writeArray(tokenProjects), writeArray(buckets), writeBytesArray(tokenIds)],
    ...[firstBucket, lastBucket],
  ];
}

/** By position. */
interface Facts {
  readonly epochs: (EpochFact | undefined)[];
  readonly grants: (EpochFact | undefined)[];
  /** JSON. */
  readonly claims: (string | undefined)[];
  readonly denied: ReadonlySet<number>;
}

function readFacts(rows: readonly Row[]): Facts {
  const epochs: (EpochFact | undefined)[] = [];
  const grants: (EpochFact | undefined)[] = [];
  const claims: (string | undefined)[] = [];
  const denied = new Set<number>();
  for (const [part, at, number, active, added] of rows) {
    const position = Number(at);
    if (part === livenessParts.denied) denied.add(position);
    else {
      const isGrant = part === livenessParts.grant;
      (isGrant ? grants : epochs)[position] = { epoch: Number(number), isActive: active === true };
      if (typeof added === 'string') claims[position] = added;
    }
  }
  return { epochs, grants, claims, denied };
}

function findFacts({ epochs, grants, claims, denied }: Facts, at: Positions): LivenessFacts {
  return {
    installation: epochs[positionOfInstallation],
    project: epochs[at.project],
    client: epochs[at.client],
    identity: epochs[at.identity],
    session: epochs[at.session],
    grant: grants[at.grant],
    isDenylisted: denied.has(at.token),
    accessTokenClaims: readClaims(claims[at.grant]),
  };
}

/** Parsed for each caller, who may change what it got. */
function readClaims(json: string | undefined): LivenessFacts['accessTokenClaims'] {
  if (json === undefined) return undefined;
  const claims: unknown = JSON.parse(json);
  return typeof claims === 'object' && claims !== null ? { ...claims } : undefined;
}
