import type { Statement } from '../connection.ts';

/** What a row tells of. */
export const livenessParts = { epoch: 1, grant: 2, denied: 3 } as const;

/**
 * Epochs, grants and denylist rows of a whole batch in one round trip. Each distinct row is asked for
 * once and named by its position in the parameters; what is missing has no row. A grant comes with what its
 * access tokens say besides. The first and last bucket let PostgreSQL leave out other partitions.
 *
 * Parameters: epochs (project, kind, key), grants (project, grant), tokens (project, bucket, id), first and
 * last bucket.
 */
export const selectLiveness: Statement = {
  name: 'liveness',
  text: `
    SELECT ${livenessParts.epoch}, q.position::int, e.epoch, e.active, NULL::text
    FROM unnest($1::uuid[], $2::text[], $3::text[]) WITH ORDINALITY
      AS q (project_id, kind, key, position)
    CROSS JOIN LATERAL (
      SELECT e.epoch, e.active FROM hot.epochs e
      WHERE e.project_id = q.project_id AND e.kind = q.kind AND e.key = q.key LIMIT 1
    ) AS e
    UNION ALL
    SELECT ${livenessParts.grant}, q.position::int, g.epoch, g.active,
      NULLIF(g.claims -> 'accessToken', '{}')::text
    FROM unnest($4::uuid[], $5::uuid[]) WITH ORDINALITY AS q (project_id, grant_id, position)
    CROSS JOIN LATERAL (
      SELECT g.epoch, g.active, g.claims FROM hot.grants g
      WHERE g.project_id = q.project_id AND g.grant_id = q.grant_id LIMIT 1
    ) AS g
    UNION ALL
    SELECT ${livenessParts.denied}, q.position::int, 0, FALSE, NULL
    FROM unnest($6::uuid[], $7::int[], $8::bytea[]) WITH ORDINALITY
      AS q (project_id, bucket, token_id, position)
    CROSS JOIN LATERAL (
      SELECT FROM hot.denylist d
      WHERE d.project_id = q.project_id AND d.bucket = q.bucket AND d.token_id = q.token_id
        AND d.bucket BETWEEN $9::int AND $10::int LIMIT 1
    ) AS d`,
};
