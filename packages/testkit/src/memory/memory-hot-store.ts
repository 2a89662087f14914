// The token path's ports in memory, with the same promises as the real ones and nothing of their speed.

import type { ProjectPorts } from '@gatehouse/database';
import { type GrantId, nilUuid, type ProjectId } from '@gatehouse/protocol';
import type { Trace } from '@gatehouse/token-engine';
import type {
  Clock,
  CommitOutcome,
  EpochFact,
  IssuanceCommit,
  NewAuthorizationCode,
  TokenReference,
} from '@gatehouse/token-engine/ports';

type EpochKind = 'installation' | 'project' | 'client' | 'identity' | 'session';

interface Grant extends EpochFact {
  readonly parent: string | undefined;
}

interface Code {
  readonly code: NewAuthorizationCode;
  readonly isRedeemed: boolean;
}

export interface MemoryHotStore {
  forProject(projectId: ProjectId): ProjectPorts;
  startEpoch(projectId: ProjectId, kind: EpochKind, key: string): void;
  raiseEpoch(projectId: ProjectId, kind: EpochKind, key: string): void;
  endEpoch(projectId: ProjectId, kind: EpochKind, key: string): void;
  addGrant(projectId: ProjectId, grantId: GrantId, parentGrantId?: GrantId): void;
  countRefreshTokens(projectId: ProjectId): number;
  readonly traces: readonly (Trace & { readonly projectId: ProjectId })[];
  /** Counts by project, metric and client. */
  readonly usage: ReadonlyMap<string, number>;
}

interface Rows {
  readonly epochs: Map<string, EpochFact>;
  readonly grants: Map<string, Grant>;
  readonly denied: Set<string>;
  readonly codes: Map<string, Code>;
  readonly refreshTokens: Set<string>;
  readonly traces: (Trace & { readonly projectId: ProjectId })[];
  readonly usage: Map<string, number>;
}

export function createMemoryHotStore(clock: Clock): MemoryHotStore {
  const rows: Rows = {
    epochs: new Map([[keyOf(nilUuid, 'installation', ''), { epoch: 1, isActive: true }]]),
    grants: new Map(),
    denied: new Set(),
    codes: new Map(),
    refreshTokens: new Set(),
    traces: [],
    usage: new Map(),
  };
  return {
    forProject: (projectId) => buildPorts(rows, clock, projectId),
    startEpoch(projectId, kind, key) {
      const before = rows.epochs.get(keyOf(projectId, kind, key));
      const epoch = (before?.epoch ?? 0) + 1;
      rows.epochs.set(keyOf(projectId, kind, key), { epoch, isActive: true });
    },
    raiseEpoch(projectId, kind, key) {
      change(rows.epochs, keyOf(projectId, kind, key), true);
    },
    endEpoch(projectId, kind, key) {
      change(rows.epochs, keyOf(projectId, kind, key), false);
    },
    addGrant(projectId, grantId, parent) {
      rows.grants.set(keyOf(projectId, grantId), { epoch: 1, isActive: true, parent });
    },
    countRefreshTokens: (projectId) =>
      [...rows.refreshTokens].filter((key) => key.startsWith(projectId)).length,
    traces: rows.traces,
    usage: rows.usage,
  };
}

function buildPorts(rows: Rows, clock: Clock, projectId: ProjectId): ProjectPorts {
  return {
    liveness: {
      async load({ clientId, identityId, sessionId, grantId, token }) {
        const find = (kind: EpochKind, key: string | undefined) =>
          key === undefined ? undefined : rows.epochs.get(keyOf(projectId, kind, key));
        const grant = rows.grants.get(keyOf(projectId, grantId ?? ''));
        return {
          installation: rows.epochs.get(keyOf(nilUuid, 'installation', '')),
          project: find('project', ''),
          client: find('client', clientId),
          identity: find('identity', identityId),
          session: find('session', sessionId),
          grant: grant && { epoch: grant.epoch, isActive: grant.isActive },
          isDenylisted: rows.denied.has(tokenKey(projectId, token)),
        };
      },
    },
    revocations: {
      async denylist(token) {
        rows.denied.add(tokenKey(projectId, token));
      },
      async revokeGrant(grantId) {
        endFamily(rows, projectId, grantId);
      },
      async revokeClientTokens(clientId) {
        change(rows.epochs, keyOf(projectId, 'client', clientId), true);
      },
    },
    issuance: {
      commit: async (commit) => commitIssuance(rows, { clock, projectId, commit }),
      async addAuthorizationCode(code) {
        const grant = { epoch: 1, isActive: true, parent: undefined };
        rows.grants.set(keyOf(projectId, code.grant.grantId), grant);
        rows.codes.set(codeKey(projectId, code), { code, isRedeemed: false });
      },
    },
    traces: { record: (trace) => void rows.traces.push({ ...trace, projectId }) },
    usage: {
      count(metric, clientId) {
        const key = keyOf(projectId, metric, clientId);
        rows.usage.set(key, (rows.usage.get(key) ?? 0) + 1);
      },
    },
  };
}

/** Raises an epoch that is active, and says whether it stays so. */
function change<Row extends EpochFact>(
  table: Map<string, Row>,
  key: string,
  isActive: boolean,
): void {
  const row = table.get(key);
  if (row?.isActive) table.set(key, { ...row, epoch: row.epoch + 1, isActive });
}

function endFamily(rows: Rows, projectId: ProjectId, grantId: string): void {
  change(rows.grants, keyOf(projectId, grantId), false);
  for (const [key, { parent }] of rows.grants) {
    const [ofProject, child = ''] = key.split('|');
    if (ofProject === projectId && parent === grantId) endFamily(rows, projectId, child);
  }
}

function commitIssuance(
  rows: Rows,
  { clock, projectId, commit }: { clock: Clock; projectId: ProjectId; commit: IssuanceCommit },
): CommitOutcome {
  const { redeem, refreshToken, grantId, clientId } = commit;
  if (redeem.kind === 'nothing' && refreshToken === undefined) return 'committed';
  if (grantId === undefined) throw new Error('The commit must name its grant.');
  const key = redeem.kind === 'nothing' ? undefined : codeKey(projectId, redeem);
  const found = key === undefined ? undefined : rows.codes.get(key);
  if (key !== undefined) {
    const grant = found?.code.grant;
    if (found === undefined || grant?.clientId !== clientId || grant.grantId !== grantId) {
      return 'expired';
    }
    if (found.isRedeemed) return 'already_redeemed';
    if (!rows.grants.get(keyOf(projectId, grantId))?.isActive) return 'revoked';
    if (found.code.expiresAtSeconds <= clock.nowSeconds()) return 'expired';
  }
  if (refreshToken !== undefined) {
    const tokenHash = keyOf(projectId, refreshToken.bucket, hexOf(refreshToken.tokenHash));
    if (rows.refreshTokens.has(tokenHash)) throw new Error('The refresh token exists already.');
    rows.refreshTokens.add(tokenHash);
  }
  if (key !== undefined && found !== undefined) rows.codes.set(key, { ...found, isRedeemed: true });
  return 'committed';
}

function codeKey(projectId: ProjectId, code: { bucket: number; codeHash: Uint8Array }): string {
  return keyOf(projectId, code.bucket, hexOf(code.codeHash));
}

function tokenKey(projectId: ProjectId, { bucket, tokenId }: TokenReference): string {
  return keyOf(projectId, bucket, hexOf(tokenId));
}

function keyOf(...parts: readonly (string | number)[]): string {
  return parts.join('|');
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
