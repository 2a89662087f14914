// Codes and refresh tokens with their grants, read in batches.

import { type ProjectId, parseGrantId, parseIdentityId, parseSessionId } from '@gatehouse/protocol';
import type {
  AuthorizationCodeFacts,
  EpochFact,
  GrantClaims,
  GrantFacts,
  RefreshTokenFacts,
  SingleUseKey,
} from '@gatehouse/token-engine/ports';
import { type Batch, createBatch } from './batch.ts';
import type { HotConnection, Row, Statement } from './connection.ts';
import { buildRowKey, toHex, writeHex } from './row-key.ts';
import { selectCodes, selectRefreshTokens } from './statements/grants.ts';

export interface SingleUseItem {
  readonly projectId: ProjectId;
  readonly key: SingleUseKey;
}

/** Absence as an object, because a batch has to answer every key. */
export interface Found<Facts> {
  readonly facts: Facts | undefined;
}

export interface GrantBatches {
  readonly codes: Batch<SingleUseItem, Found<AuthorizationCodeFacts>>;
  readonly refreshTokens: Batch<SingleUseItem, Found<RefreshTokenFacts>>;
}

export function createGrantBatches(connection: HotConnection): GrantBatches {
  return {
    codes: createFactsBatch(connection, {
      name: 'code facts',
      statement: selectCodes,
      read: readCode,
    }),
    refreshTokens: createFactsBatch(connection, {
      name: 'refresh token facts',
      statement: selectRefreshTokens,
      read: readRefreshToken,
    }),
  };
}

function keyOf({ projectId, key }: SingleUseItem): string {
  return buildRowKey(projectId, key.bucket, toHex(key.hash));
}

function createFactsBatch<Facts>(
  connection: HotConnection,
  kind: { name: string; statement: Statement; read: (row: Row) => Facts },
): Batch<SingleUseItem, Found<Facts>> {
  return createBatch<SingleUseItem, Found<Facts>>({
    name: kind.name,
    keyOf,
    async send(items) {
      const buckets = items.map(({ key }) => key.bucket);
      const rows = await connection.run(kind.statement, [
        items.map(({ projectId }) => projectId),
        buckets,
        items.map(({ key }) => writeHex(key.hash)),
        Math.min(...buckets),
        Math.max(...buckets),
      ]);
      const found = new Map<string, Found<Facts>>(
        items.map((item) => [keyOf(item), { facts: undefined }]),
      );
      for (const row of rows) {
        const [projectId, bucket, hash, ...columns] = row;
        found.set(`${projectId}|${bucket}|${hash}`, {
          facts: kind.read(columns),
        });
      }
      return found;
    },
  });
}

function readCode([clientId, expires, request, ...grant]: Row): AuthorizationCodeFacts {
  const { redirectUri, namesRedirectUri, codeChallenge, nonce } = readObject(request);
  return {
    clientId: String(clientId),
    expiresAtSeconds: Number(expires),
    redirectUri: String(redirectUri),
    namesRedirectUri: namesRedirectUri === true,
    codeChallenge: readText(codeChallenge),
    nonce: readText(nonce),
    grant: readGrant(grant),
  };
}

function readRefreshToken([
  clientId,
  expires,
  scope,
  isRedeemed,
  ...grant
]: Row): RefreshTokenFacts {
  return {
    clientId: String(clientId),
    expiresAtSeconds: Number(expires),
    scope: readList(scope),
    isRedeemed: isRedeemed === true,
    grant: readGrant(grant),
  };
}

export function readGrant(row: Row): GrantFacts {
  const [grantId, clientId, identityId, sessionId, scope, audience, claims, expires, ...epochs] =
    row;
  const parsed = parseGrantId(String(grantId));
  if (parsed === undefined) throw new Error(`Grant ${grantId} has no UUID.`);
  return {
    grantId: parsed,
    clientId: String(clientId),
    identityId: parseIdentityId(String(identityId)),
    sessionId: parseSessionId(String(sessionId)),
    scope: readList(scope),
    audience: readList(audience),
    claims: readClaims(readObject(claims)),
    expiresAtSeconds: Number(expires),
    epoch: { epoch: Number(epochs[0]), isActive: epochs[1] === true },
    identity: readEpoch(epochs[2], epochs[3]),
    session: readEpoch(epochs[4], epochs[5]),
  };
}

function readEpoch(epoch: unknown, isActive: unknown): EpochFact | undefined {
  return epoch === null ? undefined : { epoch: Number(epoch), isActive: isActive === true };
}

function readClaims(claims: Readonly<Record<string, unknown>>): GrantClaims {
  return {
    subject: String(claims['subject']),
    acr: String(claims['acr']),
    amr: readList(claims['amr']),
    authenticatedAtSeconds: Number(claims['authenticatedAtSeconds']),
    sessionId: readText(claims['sessionId']),
    idToken: readObject(claims['idToken']),
    accessToken: readObject(claims['accessToken']),
  };
}

function readObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function readText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function readList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
