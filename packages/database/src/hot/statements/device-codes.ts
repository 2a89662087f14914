import type { Statement } from '../connection.ts';
import { grantColumns, optionalGrantOf } from './grants.ts';

/**
 * Device codes that wait for their answer. Parameters: project, bucket, code hash, user code hash, client;
 * scope and audience (JSON arrays), address, moment of the request, expiry, interval. What is not returned
 * was taken.
 */
export const insertDeviceCodes: Statement = {
  name: 'insert-device-codes',
  text: `
    INSERT INTO hot.device_codes (project_id, bucket, code_hash, user_code_hash, client_id, scope, audience,
      address, requested_at, expires_at, interval_seconds)
    SELECT q.project_id, q.bucket, q.code_hash, q.user_code_hash, q.client_id,
      ARRAY(SELECT jsonb_array_elements_text(q.scope)), ARRAY(SELECT jsonb_array_elements_text(q.audience)),
      q.address, to_timestamp(q.requested), to_timestamp(q.expires), q.interval_seconds
    FROM unnest($1::uuid[], $2::int[], $3::bytea[], $4::bytea[], $5::text[], $6::jsonb[], $7::jsonb[],
      $8::text[], $9::float8[], $10::float8[], $11::int[])
      AS q (project_id, bucket, code_hash, user_code_hash, client_id, scope, audience,
        address, requested, expires, interval_seconds)
    ON CONFLICT DO NOTHING
    RETURNING project_id::text, bucket, encode(code_hash, 'hex')`,
};

/**
 * Polls of codes of one bucket: with the grants that were approved, if any. A code that waits notes the poll of its
 * own client; one that comes too early, by more than the second that may be lost on the way, raises the interval.
 * One more within a second is the same poll sent again: clients that try out how they may authenticate send each
 * twice. The bucket stands in the text, as it does where codes are redeemed. Parameters: project, hash, client.
 */
export function pollDeviceCodesOf(bucket: number): Statement {
  if (!Number.isSafeInteger(bucket)) throw new Error(`${bucket} is no day number.`);
  return {
    name: `poll-device-codes-${bucket}`,
    text: `
    WITH found AS (
      SELECT q.project_id, q.hash, q.client_id AS asked_by, d.client_id, d.answer, d.expires_at, d.grant_id,
        d.interval_seconds,
        COALESCE(d.polled_at + make_interval(secs => d.interval_seconds - 1) > now(), FALSE) AS is_early,
        COALESCE(NOT d.is_repeated AND d.polled_at + interval '1 second' > now(), FALSE) AS is_again
      FROM (
        SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::text[])
          AS q (project_id, hash, client_id)
        ORDER BY project_id, hash
      ) AS q
      CROSS JOIN LATERAL (
        SELECT * FROM hot.device_codes c
        WHERE c.project_id = q.project_id AND c.bucket = ${bucket} AND c.code_hash = q.hash
        LIMIT 1 FOR UPDATE
      ) AS d
    ), noted AS (
      UPDATE hot.device_codes c SET is_repeated = f.is_early,
        polled_at = CASE WHEN f.is_again THEN c.polled_at ELSE now() END,
        interval_seconds = f.interval_seconds + CASE WHEN f.is_early AND NOT f.is_again THEN 5 ELSE 0 END
      FROM found f
      WHERE c.project_id = f.project_id AND c.bucket = ${bucket} AND c.code_hash = f.hash
        AND f.answer = 'pending' AND f.client_id = f.asked_by
    )
    SELECT t.project_id::text, encode(t.hash, 'hex'), t.asked_by, t.client_id, t.answer,
      extract(epoch FROM t.expires_at)::float8, t.answer = 'pending' AND t.is_early AND NOT t.is_again,
      t.interval_seconds,
      ${grantColumns}
    FROM found t
    ${optionalGrantOf}`,
  };
}

/** Requests that wait for the answer to a user code: of today, or of tomorrow. Parameters: project, hash. */
export const selectUserCodes: Statement = {
  name: 'select-user-codes',
  text: `
    SELECT q.project_id::text, encode(q.hash, 'hex'), d.bucket, encode(d.code_hash, 'hex'), d.client_id,
      array_to_json(d.scope), array_to_json(d.audience), d.address,
      extract(epoch FROM d.requested_at)::float8, extract(epoch FROM d.expires_at)::float8
    FROM unnest($1::uuid[], $2::bytea[]) AS q (project_id, hash)
    CROSS JOIN LATERAL (
      SELECT * FROM hot.device_codes c
      WHERE c.project_id = q.project_id AND c.user_code_hash = q.hash
        AND c.bucket BETWEEN floor(extract(epoch FROM now()) / 86400)::int
          AND floor(extract(epoch FROM now()) / 86400)::int + 1
        AND c.answer = 'pending' AND c.expires_at > now()
      LIMIT 1
    ) AS d`,
};
