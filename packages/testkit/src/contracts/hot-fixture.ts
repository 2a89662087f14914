import type { HotTablePorts } from '@gatehouse/database';
import { type GrantId, type ProjectId, parseClientId } from '@gatehouse/protocol';
import type {
  Clock,
  NewAuthorizationCode,
  NewDeviceCode,
  TokenReference,
} from '@gatehouse/token-engine/ports';
import { createGrantId, createIdentityId } from '../fixtures/ids.ts';

/** What the contracts of the token path need beside the ports: to arrange rows that no port writes yet. */
export interface HotFixture {
  readonly clock: Clock;
  forProject(projectId: ProjectId): HotTablePorts;
  /** A new project whose epoch has begun. */
  createProject(): Promise<ProjectId>;
  /** A client whose epoch has begun. */
  createClient(projectId: ProjectId, clientId: string): Promise<void>;
  /** Ends the client's epoch. */
  deleteClient(projectId: ProjectId, clientId: string): Promise<void>;
  startEpoch(projectId: ProjectId, kind: 'identity' | 'session', key: string): Promise<void>;
  addGrant(projectId: ProjectId, grantId: GrantId, parentGrantId?: GrantId): Promise<void>;
  countRefreshTokens(projectId: ProjectId): Promise<number>;
  close(): Promise<void>;
}

export type HotFixtureFactory = () => Promise<HotFixture>;

/** A token that expires tomorrow. */
export function buildTokenReference(clock: Clock, tokenId = randomBytesOf(24)): TokenReference {
  return { tokenId, bucket: dayFromNow(clock, 1) };
}

/** A code that may be redeemed for a minute, of a family that ends in a month. */
export function buildCode(
  clock: Clock,
  change: { codeHash?: Uint8Array; lifetimeSeconds?: number; grantId?: GrantId } = {},
): NewAuthorizationCode {
  return {
    codeHash: change.codeHash ?? randomBytesOf(32),
    bucket: dayFromNow(clock, 30),
    expiresAtSeconds: clock.nowSeconds() + (change.lifetimeSeconds ?? 60),
    request: { nonce: 'a "quoted" nonce' },
    grant: {
      grantId: change.grantId ?? createGrantId(),
      clientId: 'client',
      identityId: createIdentityId(),
      sessionId: undefined,
      scope: ['openid', 'profile'],
      audience: ['https://api.example.com/'],
      claims: { name: 'Ada' },
      expiresAtSeconds: clock.nowSeconds() + 30 * 86_400,
    },
  };
}

/** A device code that waits for its answer for ten minutes. */
export function buildDeviceCode(clock: Clock, change: Partial<NewDeviceCode> = {}): NewDeviceCode {
  const clientId = parseClientId('client');
  if (clientId === undefined) throw new Error('The client id was refused.');
  const nowSeconds = clock.nowSeconds();
  return {
    codeHash: randomBytesOf(32),
    userCodeHash: randomBytesOf(32),
    bucket: Math.floor((nowSeconds + 600) / 86_400),
    clientId,
    scope: ['openid', 'profile'],
    audience: ['https://api.example.com/'],
    address: '192.0.2.1',
    requestedAtSeconds: nowSeconds,
    expiresAtSeconds: nowSeconds + 600,
    intervalSeconds: 5,
    ...change,
  };
}

/** The commit that redeems a code, with the refresh token that it pays for. */
export function buildRedemption(
  { codeHash, bucket, grant }: NewAuthorizationCode,
  tokenHash = randomBytesOf(32),
) {
  return {
    clientId: grant.clientId,
    grantId: grant.grantId,
    redeem: { kind: 'authorization_code', codeHash, bucket },
    refreshToken: {
      tokenHash,
      bucket,
      scope: ['openid', 'profile'],
      expiresAtSeconds: grant.expiresAtSeconds,
    },
  } as const;
}

export function randomBytesOf(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

function dayFromNow(clock: Clock, days: number): number {
  return Math.floor(clock.nowSeconds() / 86_400) + days;
}
