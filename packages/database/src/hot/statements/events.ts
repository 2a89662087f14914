import type { Statement } from '../connection.ts';

/** Parameters: project, bucket, trace id, milliseconds, endpoint, client, outcome, trace. */
export const insertTraces: Statement = {
  name: 'insert-traces',
  text: `
    INSERT INTO hot.traces (project_id, bucket, trace_id, at, endpoint, client_id, outcome, trace)
    SELECT q.project_id, q.bucket, q.trace_id, to_timestamp(q.at / 1000), q.endpoint, q.client_id, q.outcome, q.trace
    FROM unnest($1::uuid[], $2::int[], $3::uuid[], $4::float8[], $5::text[], $6::text[], $7::text[], $8::jsonb[])
      AS q (project_id, bucket, trace_id, at, endpoint, client_id, outcome, trace)
    ON CONFLICT DO NOTHING`,
};

/** Parameters: project, hour (since 1970), metric, client, count; each combination once. */
export const addUsage: Statement = {
  name: 'add-usage',
  text: `
    INSERT INTO hot.usage_hours AS u (project_id, hour, metric, client_id, count)
    SELECT q.project_id, to_timestamp(q.hour * 3600), q.metric, q.client_id, q.count
    FROM unnest($1::uuid[], $2::float8[], $3::text[], $4::text[], $5::bigint[])
      AS q (project_id, hour, metric, client_id, count)
    ON CONFLICT (project_id, hour, metric, client_id) DO UPDATE SET count = u.count + EXCLUDED.count`,
};

/**
 * Moves the hours of whole days into their days, in one statement, so that no count is lost or doubled.
 * Parameters: the first day (since 1970) to leave alone.
 */
export const rollUpUsage: Statement = {
  name: 'roll-up-usage',
  text: `
    WITH taken AS (
      DELETE FROM hot.usage_hours WHERE hour < to_timestamp($1::float8 * 86400)
      RETURNING project_id, (hour AT TIME ZONE 'UTC')::date AS day, metric, client_id, count
    ), summed AS (
      SELECT project_id, day, metric, client_id, sum(count) AS count
      FROM taken GROUP BY project_id, day, metric, client_id
    )
    INSERT INTO hot.usage_days AS u (project_id, day, metric, client_id, count)
    SELECT project_id, day, metric, client_id, count FROM summed
    ORDER BY project_id, day, metric, client_id
    ON CONFLICT (project_id, day, metric, client_id) DO UPDATE SET count = u.count + EXCLUDED.count
    RETURNING 1`,
};
