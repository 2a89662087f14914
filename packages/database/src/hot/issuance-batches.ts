import type { GrantId, ProjectId } from '@gatehouse/protocol';
import type {
  CommitOutcome,
  NewAuthorizationCode,
  NewRefreshToken,
} from '@gatehouse/token-engine/ports';
import { type AssertionBatch, createAssertionBatch } from './assertion-batch.ts';
import { type Batch, createBatch } from './batch.ts';
import type { HotConnection } from './connection.ts';
import { buildRowKey, toHex, writeHex } from './row-key.ts';
import {
  type CodeTable,
  insertCodes,
  insertRefreshTokens,
  redeemCodesOf,
} from './statements/issuance.ts';

export interface RedemptionItem {
  readonly projectId: ProjectId;
  readonly clientId: string;
  readonly grantId: GrantId;
  readonly table: CodeTable;
  readonly code: { readonly codeHash: Uint8Array; readonly bucket: number };
  readonly refreshToken: NewRefreshToken | undefined;
}

export interface RefreshTokenItem {
  readonly projectId: ProjectId;
  readonly clientId: string;
  readonly grantId: GrantId;
  readonly refreshToken: NewRefreshToken;
}

export interface CodeItem {
  readonly projectId: ProjectId;
  readonly code: NewAuthorizationCode;
}

export interface IssuanceBatches {
  readonly redemptions: Batch<RedemptionItem, CommitOutcome>;
  readonly assertions: AssertionBatch;
  readonly refreshTokens: Batch<RefreshTokenItem, 'committed'>;
  readonly codes: Batch<CodeItem, 'committed'>;
}

export function createIssuanceBatches(connection: HotConnection): IssuanceBatches {
  return {
    redemptions: createRedemptions(connection),
    assertions: createAssertionBatch(connection),
    refreshTokens: createRefreshTokens(connection),
    codes: createCodes(connection),
  };
}

function createRedemptions(connection: HotConnection): IssuanceBatches['redemptions'] {
  const keyOf = ({ projectId, clientId, grantId, table, code }: RedemptionItem) =>
    buildRowKey(projectId, table, code.bucket, toHex(code.codeHash), clientId, grantId);
  return createBatch<RedemptionItem, CommitOutcome>({
    name: 'redemptions',
    keyOf,
    togetherBy: ({ table, code }) => `${table} ${code.bucket}`,
    answerLater: (first) => (first === 'committed' ? 'already_redeemed' : first),
    async send(items) {
      const tokens = items.map(({ refreshToken }) => refreshToken);
      const { table = 'authorization_codes', code } = items[0] ?? {};
      const bucket = code?.bucket ?? 0;
      const rows = await connection.run(redeemCodesOf(table, bucket), [
        items.map(({ projectId }) => projectId),
        items.map(({ code }) => writeHex(code.codeHash)),
        items.map(({ clientId }) => clientId),
        items.map(({ grantId }) => grantId),
        tokens.map((token) => (token === undefined ? null : writeHex(token.tokenHash))),
        tokens.map((token) => token?.bucket ?? null),
        tokens.map((token) => token?.scope.join(' ') ?? null),
        tokens.map((token) => token?.expiresAtSeconds ?? null),
      ]);
      // A code without a row has outlived its family, whose partition is gone.
      const outcomes = new Map<string, CommitOutcome>(
        items.map((item) => [keyOf(item), 'expired']),
      );
      for (const [projectId, hash, clientId, grantId, outcome] of rows) {
        const key = `${projectId}|${table}|${bucket}|${hash}|${clientId}|${grantId}`;
        outcomes.set(key, readOutcome(outcome));
      }
      return outcomes;
    },
  });
}

function readOutcome(value: unknown): CommitOutcome {
  if (value === 'committed' || value === 'already_redeemed') return value;
  if (value === 'expired' || value === 'revoked') return value;
  throw new Error(`Redeeming a code answered "${value}".`);
}

function createRefreshTokens(connection: HotConnection): IssuanceBatches['refreshTokens'] {
  const keyOf = ({ projectId, refreshToken }: RefreshTokenItem) =>
    buildRowKey(projectId, refreshToken.bucket, toHex(refreshToken.tokenHash));
  return createBatch<RefreshTokenItem, 'committed'>({
    name: 'refresh tokens',
    keyOf,
    async send(items) {
      await connection.run(insertRefreshTokens, [
        items.map(({ projectId }) => projectId),
        items.map(({ refreshToken }) => refreshToken.bucket),
        items.map(({ refreshToken }) => writeHex(refreshToken.tokenHash)),
        items.map(({ grantId }) => grantId),
        items.map(({ clientId }) => clientId),
        items.map(({ refreshToken }) => refreshToken.scope.join(' ')),
        items.map(({ refreshToken }) => refreshToken.expiresAtSeconds),
      ]);
      return new Map(items.map((item) => [keyOf(item), 'committed']));
    },
  });
}

function createCodes(connection: HotConnection): IssuanceBatches['codes'] {
  const keyOf = ({ projectId, code }: CodeItem) =>
    buildRowKey(projectId, code.bucket, toHex(code.codeHash));
  return createBatch<CodeItem, 'committed'>({
    name: 'authorization codes',
    keyOf,
    async send(items) {
      const codes = items.map(({ code }) => code);
      const grants = codes.map(({ grant }) => grant);
      await connection.run(insertCodes, [
        items.map(({ projectId }) => projectId),
        grants.map(({ grantId }) => grantId),
        grants.map(({ clientId }) => clientId),
        codes.map(({ bucket }) => bucket),
        codes.map(({ codeHash }) => writeHex(codeHash)),
        codes.map(({ expiresAtSeconds }) => expiresAtSeconds),
        codes.map(({ request }) => JSON.stringify(request)),
        grants.map(({ identityId }) => identityId),
        grants.map(({ sessionId }) => sessionId ?? null),
        grants.map(({ scope }) => JSON.stringify(scope)),
        grants.map(({ audience }) => JSON.stringify(audience)),
        grants.map(({ claims }) => JSON.stringify(claims)),
        grants.map(({ expiresAtSeconds }) => expiresAtSeconds),
      ]);
      return new Map(items.map((item) => [keyOf(item), 'committed']));
    },
  });
}
