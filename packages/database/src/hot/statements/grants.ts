import type { Statement } from '../connection.ts';

const grantRow = `(
      SELECT g.* FROM hot.grants g
      WHERE g.project_id = t.project_id AND g.grant_id = t.grant_id LIMIT 1
    ) AS g`;

const epochsOfGrant = `
    LEFT JOIN LATERAL (
      SELECT e.epoch, e.active FROM hot.epochs e
      WHERE e.project_id = g.project_id AND e.kind = 'identity' AND e.key = g.identity_id::text LIMIT 1
    ) AS i ON TRUE
    LEFT JOIN LATERAL (
      SELECT e.epoch, e.active FROM hot.epochs e
      WHERE e.project_id = g.project_id AND e.kind = 'session' AND e.key = g.session_id::text LIMIT 1
    ) AS s ON TRUE`;

/** The grant of a row `t`, with the epochs of all that it hangs on; what is missing is null. */
const grantOf = `CROSS JOIN LATERAL ${grantRow} ${epochsOfGrant}`;

/** The same for a row that may have no grant: all of it is null then. */
export const optionalGrantOf = `LEFT JOIN LATERAL ${grantRow} ON TRUE ${epochsOfGrant}`;

export const grantColumns = `
      g.grant_id::text, g.client_id, g.identity_id::text, g.session_id::text, array_to_json(g.scope),
      array_to_json(g.audience), g.claims, extract(epoch FROM g.expires_at)::float8, g.epoch, g.active,
      i.epoch, i.active, s.epoch, s.active`;

/** Codes with their grants. Parameters: project, bucket, hash; first and last bucket. */
export const selectCodes: Statement = {
  name: 'select-codes',
  text: `
    SELECT q.project_id::text, q.bucket, encode(q.hash, 'hex'), t.client_id,
      extract(epoch FROM t.expires_at)::float8, t.request, ${grantColumns}
    FROM unnest($1::uuid[], $2::int[], $3::bytea[]) AS q (project_id, bucket, hash)
    CROSS JOIN LATERAL (
      SELECT c.* FROM hot.authorization_codes c
      WHERE c.project_id = q.project_id AND c.bucket = q.bucket AND c.code_hash = q.hash
        AND c.bucket BETWEEN $4::int AND $5::int LIMIT 1
    ) AS t
    ${grantOf}`,
};

/** Refresh tokens with their grants. Parameters: project, bucket, hash; first and last bucket. */
export const selectRefreshTokens: Statement = {
  name: 'select-refresh-tokens',
  text: `
    SELECT q.project_id::text, q.bucket, encode(q.hash, 'hex'), t.client_id,
      extract(epoch FROM t.expires_at)::float8, array_to_json(t.scope), t.used_at IS NOT NULL,
      ${grantColumns}
    FROM unnest($1::uuid[], $2::int[], $3::bytea[]) AS q (project_id, bucket, hash)
    CROSS JOIN LATERAL (
      SELECT r.* FROM hot.refresh_tokens r
      WHERE r.project_id = q.project_id AND r.bucket = q.bucket AND r.token_hash = q.hash
        AND r.bucket BETWEEN $4::int AND $5::int LIMIT 1
    ) AS t
    ${grantOf}`,
};
