import type { Statement } from '../connection.ts';

/** Parameters: table, first and last day, width in days. */
export const ensurePartitions: Statement = {
  name: 'ensure-partitions',
  text: 'SELECT hot.ensure_partitions($1::text, $2::int, $3::int, $4::int)',
};

/** Parameters: table, day. */
export const dropPartitionsBefore: Statement = {
  name: 'drop-partitions-before',
  text: 'SELECT hot.drop_partitions_before($1::text, $2::int)',
};

/** Versions of runtimes that changed at least once. Parameters: projects. */
export const selectRuntimeVersions: Statement = {
  name: 'runtime-versions',
  text: `
    SELECT v.project_id::text, v.version::float8
    FROM hot.runtime_versions v WHERE v.project_id = ANY ($1::uuid[])`,
};

/** The moment, in milliseconds since the epoch. */
export const selectNow: Statement = {
  name: 'now',
  text: 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8',
};

/**
 * Grants whose time is over and from which nothing living descends. Their codes and refresh tokens went
 * with their partitions. Parameters: before (milliseconds), limit.
 */
export const deleteExpiredGrants: Statement = {
  name: 'delete-expired-grants',
  text: `
    DELETE FROM hot.grants g
    USING (
      SELECT project_id, grant_id FROM hot.grants expired
      WHERE expired.expires_at < to_timestamp($1::float8 / 1000)
        AND NOT EXISTS (
          SELECT FROM hot.grants child
          WHERE child.project_id = expired.project_id AND child.parent_grant_id = expired.grant_id
        )
      ORDER BY expired.expires_at
      LIMIT $2::int
      FOR UPDATE SKIP LOCKED
    ) AS ended
    WHERE g.project_id = ended.project_id AND g.grant_id = ended.grant_id
    RETURNING 1`,
};
