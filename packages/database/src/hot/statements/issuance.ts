import type { Statement } from '../connection.ts';

/** Where codes stand that are redeemed once. Both have the columns that count. */
export type CodeTable = 'authorization_codes' | 'device_codes';

/**
 * Redeems codes of one bucket by compare-and-set and writes the refresh tokens that they pay for, all in one statement.
 * The rows are locked in one order first, and a row that another transaction held is read again after the
 * wait: of concurrent redemptions one finds it unredeemed.
 *
 * The bucket stands in the text: PostgreSQL then plans for the one partition and keeps that plan. It is made while
 * the partition is nearly empty, where reading all of it looks cheapest: a lateral look-up of one row cannot
 * become that.
 *
 * Parameters: project, code hash, client, grant; of the refresh token hash, bucket, scope, expiry, or
 * nulls. Refusals in the order that matters: a replay must be seen as one however late it comes.
 */
export function redeemCodesOf(table: CodeTable, bucket: number): Statement {
  if (!Number.isSafeInteger(bucket)) throw new Error(`${bucket} is no day number.`);
  return {
    name: `redeem-${table}-${bucket}`,
    text: `
    WITH presented AS (
      SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::text[], $4::uuid[],
        $5::bytea[], $6::int[], $7::text[], $8::float8[])
      AS q (project_id, code_hash, client_id, grant_id, token_hash, token_bucket, scope, token_expires)
    ), found AS (
      SELECT q.*, c.redeemed_at, c.expires_at, COALESCE(g.active, FALSE) AS is_live
      FROM (SELECT * FROM presented ORDER BY project_id, code_hash) q
      CROSS JOIN LATERAL (
        SELECT * FROM hot.${table} c
        WHERE c.project_id = q.project_id AND c.bucket = ${bucket} AND c.code_hash = q.code_hash
        LIMIT 1 FOR UPDATE
      ) c
      LEFT JOIN hot.grants g ON g.project_id = c.project_id AND g.grant_id = c.grant_id
      WHERE c.client_id = q.client_id AND c.grant_id = q.grant_id
    ), redeemed AS (
      UPDATE hot.${table} c SET redeemed_at = now()
      FROM found f
      WHERE c.project_id = f.project_id AND c.bucket = ${bucket} AND c.code_hash = f.code_hash
        AND c.redeemed_at IS NULL AND c.expires_at > now() AND f.is_live
      RETURNING f.*
    ), inserted AS (
      INSERT INTO hot.refresh_tokens (project_id, bucket, token_hash, grant_id, client_id, scope, expires_at)
      SELECT project_id, token_bucket, token_hash, grant_id, client_id,
        string_to_array(scope, ' '), to_timestamp(token_expires)
      FROM redeemed WHERE token_hash IS NOT NULL
    )
    SELECT f.project_id::text, encode(f.code_hash, 'hex'), f.client_id, f.grant_id::text,
      CASE
        WHEN r.code_hash IS NOT NULL THEN 'committed'
        WHEN f.redeemed_at IS NOT NULL THEN 'already_redeemed'
        WHEN NOT f.is_live THEN 'revoked'
        ELSE 'expired'
      END
    FROM found f
    LEFT JOIN redeemed r ON r.project_id = f.project_id AND r.code_hash = f.code_hash`,
  };
}

/** Refresh tokens that nothing single-use paid for. Parameters: project, bucket, hash, grant, client, scope, expiry. */
export const insertRefreshTokens: Statement = {
  name: 'insert-refresh-tokens',
  text: `
    INSERT INTO hot.refresh_tokens (project_id, bucket, token_hash, grant_id, client_id, scope, expires_at)
    SELECT q.project_id, q.bucket, q.token_hash, q.grant_id, q.client_id,
      string_to_array(q.scope, ' '), to_timestamp(q.expires)
    FROM unnest($1::uuid[], $2::int[], $3::bytea[], $4::uuid[], $5::text[], $6::text[], $7::float8[])
      AS q (project_id, bucket, token_hash, grant_id, client_id, scope, expires)`,
};

/**
 * Codes with the grants that they stand for. Parameters: project, grant, client; code bucket, hash, expiry,
 * request; of the grant identity, session, scope and audience (JSON arrays), claims, expiry.
 */
export const insertCodes: Statement = {
  name: 'insert-codes',
  text: `
    WITH issued AS (
      SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::bytea[], $6::float8[], $7::jsonb[],
        $8::uuid[], $9::uuid[], $10::jsonb[], $11::jsonb[], $12::jsonb[], $13::float8[])
      AS q (project_id, grant_id, client_id, bucket, code_hash, code_expires, request,
        identity_id, session_id, scope, audience, claims, grant_expires)
    ), grants AS (
      INSERT INTO hot.grants (project_id, grant_id, client_id, identity_id, session_id, scope, audience, claims, expires_at)
      SELECT project_id, grant_id, client_id, identity_id, session_id,
        ARRAY(SELECT jsonb_array_elements_text(scope)), ARRAY(SELECT jsonb_array_elements_text(audience)),
        claims, to_timestamp(grant_expires)
      FROM issued
    )
    INSERT INTO hot.authorization_codes (project_id, bucket, code_hash, grant_id, client_id, request, expires_at)
    SELECT project_id, bucket, code_hash, grant_id, client_id, request, to_timestamp(code_expires)
    FROM issued`,
};

/**
 * Remembers assertions as used, where the grants that stand behind them live. The first of any number of callers
 * inserts; whoever comes while it is under way waits for it. Parameters: project, bucket, hash, client, grant, expiry.
 */
export const redeemAssertions: Statement = {
  name: 'redeem-assertions',
  text: `
    WITH presented AS (
      SELECT q.*, EXISTS (
        SELECT FROM hot.grants g
        WHERE g.project_id = q.project_id AND g.grant_id = q.grant_id AND g.active
      ) AS is_live
      FROM unnest($1::uuid[], $2::int[], $3::bytea[], $4::text[], $5::uuid[], $6::float8[])
        AS q (project_id, bucket, hash, client_id, grant_id, expires)
    ), redeemed AS (
      INSERT INTO hot.authorization_codes
        (project_id, bucket, code_hash, grant_id, client_id, request, expires_at, redeemed_at)
      SELECT project_id, bucket, hash, grant_id, client_id, '{}', to_timestamp(expires), now()
      FROM presented WHERE is_live
      ORDER BY project_id, bucket, hash
      ON CONFLICT DO NOTHING
      RETURNING project_id, bucket, code_hash
    )
    SELECT p.project_id::text, p.bucket, encode(p.hash, 'hex'),
      CASE
        WHEN r.code_hash IS NOT NULL THEN 'committed'
        WHEN p.is_live THEN 'already_redeemed'
        ELSE 'revoked'
      END
    FROM presented p
    LEFT JOIN redeemed r
      ON r.project_id = p.project_id AND r.bucket = p.bucket AND r.code_hash = p.hash`,
};
