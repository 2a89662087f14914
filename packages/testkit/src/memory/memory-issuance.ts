// Codes, refresh tokens and their grants in memory: the promises of the real ones, one call after the other.

import type { ProjectId } from '@gatehouse/protocol';
import type {
  Clock,
  CommitOutcome,
  EpochFact,
  GrantFacts,
  Grants,
  IssuanceCommit,
  IssuanceStore,
  NewAuthorizationCode,
  NewRefreshToken,
  RefreshRotation,
  RotationOutcome,
} from '@gatehouse/token-engine/ports';

const graceSeconds = 10;
const parallelSeconds = 2;
const maxRetries = 3;

interface MemoryGrant extends EpochFact {
  readonly parent: string | undefined;
  readonly row: NewAuthorizationCode['grant'] | undefined;
}

interface MemoryCode {
  readonly code: NewAuthorizationCode;
  readonly isRedeemed: boolean;
}

interface MemoryRefreshToken {
  readonly token: NewRefreshToken;
  readonly clientId: string;
  readonly grantId: string;
  readonly use:
    | { readonly atSeconds: number; readonly successor: string; readonly sealed: Uint8Array }
    | undefined;
  readonly retries: number;
}

export interface MemoryIssuanceRows {
  readonly epochs: Map<string, EpochFact>;
  readonly grants: Map<string, MemoryGrant>;
  readonly codes: Map<string, MemoryCode>;
  readonly refreshTokens: Map<string, MemoryRefreshToken>;
  readonly usedAssertions: Set<string>;
}

export function buildMemoryIssuance(
  rows: MemoryIssuanceRows,
  clock: Clock,
  projectId: ProjectId,
): IssuanceStore {
  return {
    commit: async (commit) => commitIssuance(rows, { clock, projectId, commit }),
    rotateRefreshToken: async (rotation) => rotate(rows, { clock, projectId, rotation }),
    async addAuthorizationCode(code) {
      const grant = { epoch: 1, isActive: true, parent: undefined, row: code.grant };
      rows.grants.set(keyOf(projectId, code.grant.grantId), grant);
      rows.codes.set(keyOf(projectId, code.bucket, hexOf(code.codeHash)), {
        code,
        isRedeemed: false,
      });
    },
  };
}

export function buildMemoryGrants(rows: MemoryIssuanceRows, projectId: ProjectId): Grants {
  const findGrant = (grantId: string): GrantFacts | undefined => {
    const grant = rows.grants.get(keyOf(projectId, grantId));
    if (grant?.row === undefined) return undefined;
    const { claims, ...row } = grant.row;
    const find = (kind: string, key: string | undefined) =>
      key === undefined ? undefined : rows.epochs.get(keyOf(projectId, kind, key));
    return {
      ...row,
      claims: {
        subject: '',
        acr: '',
        amr: [],
        authenticatedAtSeconds: 0,
        sessionId: undefined,
        idToken: {},
        accessToken: {},
        ...claims,
      },
      epoch: { epoch: grant.epoch, isActive: grant.isActive },
      identity: find('identity', row.identityId),
      session: find('session', row.sessionId),
    };
  };
  return {
    async loadCode({ hash, bucket }) {
      const found = rows.codes.get(keyOf(projectId, bucket, hexOf(hash)));
      const grant = found && findGrant(found.code.grant.grantId);
      if (found === undefined || grant === undefined) return undefined;
      const { redirectUri, namesRedirectUri, codeChallenge, nonce } = found.code.request;
      return {
        clientId: grant.clientId,
        expiresAtSeconds: found.code.expiresAtSeconds,
        redirectUri: String(redirectUri),
        namesRedirectUri: namesRedirectUri === true,
        codeChallenge: typeof codeChallenge === 'string' ? codeChallenge : undefined,
        nonce: typeof nonce === 'string' ? nonce : undefined,
        grant,
      };
    },
    async loadRefreshToken({ hash, bucket }) {
      const found = rows.refreshTokens.get(keyOf(projectId, bucket, hexOf(hash)));
      const grant = found && findGrant(found.grantId);
      if (found === undefined || grant === undefined) return undefined;
      const { scope, expiresAtSeconds } = found.token;
      const isRedeemed = found.use !== undefined;
      return { clientId: found.clientId, isRedeemed, scope, expiresAtSeconds, grant };
    },
  };
}

function commitIssuance(
  rows: MemoryIssuanceRows,
  { clock, projectId, commit }: { clock: Clock; projectId: ProjectId; commit: IssuanceCommit },
): CommitOutcome {
  const { redeem, refreshToken, grantId, clientId } = commit;
  if (redeem.kind === 'nothing' && refreshToken === undefined) return 'committed';
  if (grantId === undefined) throw new Error('The commit must name its grant.');
  if (redeem.kind === 'assertion') return useAssertion(rows, { projectId, grantId, redeem });
  const key =
    redeem.kind === 'nothing' ? undefined : keyOf(projectId, redeem.bucket, hexOf(redeem.codeHash));
  const found = key === undefined ? undefined : rows.codes.get(key);
  if (key !== undefined) {
    const grant = found?.code.grant;
    if (found === undefined || grant?.clientId !== clientId || grant.grantId !== grantId)
      return 'expired';
    if (found.isRedeemed) return 'already_redeemed';
    if (!rows.grants.get(keyOf(projectId, grantId))?.isActive) return 'revoked';
    if (found.code.expiresAtSeconds <= clock.nowSeconds()) return 'expired';
  }
  if (refreshToken !== undefined)
    addRefreshToken(rows, projectId, { token: refreshToken, clientId, grantId });
  if (key !== undefined && found !== undefined) rows.codes.set(key, { ...found, isRedeemed: true });
  return 'committed';
}

function useAssertion(
  rows: MemoryIssuanceRows,
  use: {
    projectId: ProjectId;
    grantId: string;
    redeem: Extract<IssuanceCommit['redeem'], { kind: 'assertion' }>;
  },
): CommitOutcome {
  const { projectId, grantId, redeem } = use;
  const key = keyOf(projectId, redeem.bucket, hexOf(redeem.assertionHash));
  if (!rows.grants.get(keyOf(projectId, grantId))?.isActive) return 'revoked';
  if (rows.usedAssertions.has(key)) return 'already_redeemed';
  rows.usedAssertions.add(key);
  return 'committed';
}

function rotate(
  rows: MemoryIssuanceRows,
  { clock, projectId, rotation }: { clock: Clock; projectId: ProjectId; rotation: RefreshRotation },
): RotationOutcome {
  const { presented, clientId, grantId, successor, successorSealed } = rotation;
  const key = keyOf(projectId, presented.bucket, hexOf(presented.tokenHash));
  const found = rows.refreshTokens.get(key);
  if (found === undefined || found.clientId !== clientId || found.grantId !== grantId)
    return { outcome: 'expired' };
  if (!rows.grants.get(keyOf(projectId, grantId))?.isActive) return { outcome: 'revoked' };
  const now = clock.nowSeconds();
  if (found.use === undefined) {
    if (found.token.expiresAtSeconds <= now) return { outcome: 'expired' };
    const next = addRefreshToken(rows, projectId, { token: successor, clientId, grantId });
    rows.refreshTokens.set(key, {
      ...found,
      use: { atSeconds: now, successor: next, sealed: successorSealed },
    });
    return { outcome: 'committed' };
  }
  const age = now - found.use.atSeconds;
  const isSuccessorUsed = rows.refreshTokens.get(found.use.successor)?.use !== undefined;
  if (age >= graceSeconds || found.retries >= maxRetries || isSuccessorUsed)
    return { outcome: 'already_redeemed' };
  rows.refreshTokens.set(key, {
    ...found,
    retries: found.retries + (age > parallelSeconds ? 1 : 0),
  });
  return { outcome: 'repeated', successorSealed: found.use.sealed };
}

function addRefreshToken(
  rows: MemoryIssuanceRows,
  projectId: ProjectId,
  added: { token: NewRefreshToken; clientId: string; grantId: string },
): string {
  const key = keyOf(projectId, added.token.bucket, hexOf(added.token.tokenHash));
  if (rows.refreshTokens.has(key)) throw new Error('The refresh token exists already.');
  rows.refreshTokens.set(key, { ...added, use: undefined, retries: 0 });
  return key;
}

export function keyOf(...parts: readonly (string | number)[]): string {
  return parts.join('|');
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
