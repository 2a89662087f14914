import type { Statement } from '../connection.ts';

/** How long after its first use a refresh token may come again, as long as its successor was not used. */
const graceSeconds = 10;
/** What comes within this time came in parallel; only what is later counts as a retry. */
const parallelSeconds = 2;
const maxRetries = 3;

/**
 * Uses refresh tokens by compare-and-set and stores their successors, in one statement. Rows are locked in
 * one order, and read again after a wait: of concurrent uses one finds the row unused. A repetition within
 * the grace gets back the sealed successor that the first use stored.
 *
 * Parameters: project, hash, client, grant; of the successor hash, scope, expiry, sealed value. The family
 * shares one partition, so the bucket stands in the text, where the planner sees it.
 */
export function rotateRefreshTokensOf(bucket: number): Statement {
  if (!Number.isSafeInteger(bucket)) throw new Error(`${bucket} is no day number.`);
  return {
    name: `rotate-refresh-tokens-${bucket}`,
    text: `
    WITH presented AS (
      SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::text[], $4::uuid[], $5::bytea[], $6::text[], $7::float8[], $8::bytea[])
      AS q (project_id, token_hash, client_id, grant_id, next_hash, scope, next_expires, sealed)
    ), found AS (
      SELECT q.*, t.used_at, t.expires_at, t.retries, t.successor_hash, t.successor_sealed,
        COALESCE(g.active AND g.expires_at > now(), FALSE) AS is_live
      FROM (SELECT * FROM presented ORDER BY project_id, token_hash) q
      CROSS JOIN LATERAL (
        SELECT * FROM hot.refresh_tokens t
        WHERE t.project_id = q.project_id AND t.bucket = ${bucket} AND t.token_hash = q.token_hash
        LIMIT 1 FOR UPDATE
      ) t
      LEFT JOIN hot.grants g ON g.project_id = t.project_id AND g.grant_id = t.grant_id
      WHERE t.client_id = q.client_id AND t.grant_id = q.grant_id
    ), rotated AS (
      UPDATE hot.refresh_tokens t SET used_at = now(), successor_hash = f.next_hash, successor_sealed = f.sealed
      FROM found f
      WHERE t.project_id = f.project_id AND t.bucket = ${bucket} AND t.token_hash = f.token_hash
        AND t.used_at IS NULL AND t.expires_at > now() AND f.is_live
      RETURNING f.*
    ), inserted AS (
      INSERT INTO hot.refresh_tokens (project_id, bucket, token_hash, grant_id, client_id, scope, expires_at)
      SELECT project_id, ${bucket}, next_hash, grant_id, client_id, string_to_array(scope, ' '), to_timestamp(next_expires)
      FROM rotated
    ), repeated AS (
      UPDATE hot.refresh_tokens t SET
        retries = t.retries + (now() - f.used_at > interval '${parallelSeconds} seconds')::int
      FROM found f
      WHERE t.project_id = f.project_id AND t.bucket = ${bucket} AND t.token_hash = f.token_hash
        AND f.used_at IS NOT NULL AND f.is_live AND now() - f.used_at < interval '${graceSeconds} seconds'
        AND t.retries < ${maxRetries}
        AND NOT EXISTS (
          SELECT FROM hot.refresh_tokens s
          WHERE s.project_id = f.project_id AND s.bucket = ${bucket} AND s.token_hash = f.successor_hash
            AND s.used_at IS NOT NULL
        )
      RETURNING f.*
    )
    SELECT f.project_id::text, encode(f.token_hash, 'hex'), f.client_id, f.grant_id::text,
      CASE
        WHEN r.token_hash IS NOT NULL THEN 'committed'
        WHEN p.token_hash IS NOT NULL THEN 'repeated'
        WHEN NOT f.is_live THEN 'revoked'
        WHEN f.used_at IS NOT NULL THEN 'already_redeemed'
        ELSE 'expired'
      END,
      CASE WHEN r.token_hash IS NOT NULL THEN f.sealed ELSE f.successor_sealed END
    FROM found f
    LEFT JOIN rotated r ON r.project_id = f.project_id AND r.token_hash = f.token_hash
    LEFT JOIN repeated p ON p.project_id = f.project_id AND p.token_hash = f.token_hash`,
  };
}
