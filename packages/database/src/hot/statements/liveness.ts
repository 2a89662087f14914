import type { Statement } from '../connection.ts';

/**
 * Epochs, grants and denylist rows of a whole batch in one round trip. Each distinct row is asked for
 * once; what is missing has no row. The list of buckets lets PostgreSQL leave out all other partitions.
 *
 * Parameters: epochs (project, kind, key), grants (project, grant), tokens (project, bucket, id), buckets.
 */
export const selectLiveness: Statement = {
  name: 'liveness',
  text: `
    SELECT e.kind, e.project_id::text, e.key, e.epoch, e.active
    FROM unnest($1::uuid[], $2::text[], $3::text[]) AS q (project_id, kind, key)
    JOIN hot.epochs e ON e.project_id = q.project_id AND e.kind = q.kind AND e.key = q.key
    UNION ALL
    SELECT 'grant', g.project_id::text, g.grant_id::text, g.epoch, g.active
    FROM unnest($4::uuid[], $5::uuid[]) AS q (project_id, grant_id)
    JOIN hot.grants g ON g.project_id = q.project_id AND g.grant_id = q.grant_id
    UNION ALL
    SELECT 'denied', d.project_id::text, encode(d.token_id, 'hex'), d.bucket, FALSE
    FROM unnest($6::uuid[], $7::int[], $8::bytea[]) AS q (project_id, bucket, token_id)
    JOIN hot.denylist d ON d.project_id = q.project_id AND d.bucket = q.bucket AND d.token_id = q.token_id
    WHERE d.bucket = ANY ($9::int[])`,
};
