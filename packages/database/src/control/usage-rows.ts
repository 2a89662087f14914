import type { ProjectContext } from '../scope/project-context.ts';
import type { ProjectTransaction } from '../transactions.ts';

type UsageRow = Awaited<ReturnType<ProjectTransaction['usage']>>[number];

/** Usage by day: what was rolled up already and the hours that were not. */
export function buildUsage({ tx, projectId }: ProjectContext): ProjectTransaction['usage'] {
  return ({ from, to }) =>
    tx.$queryRaw<UsageRow[]>`
      SELECT day::text AS day, metric, client_id AS "clientId", sum(count)::float8 AS count
      FROM (
        SELECT day, metric, client_id, count FROM hot.usage_days
        WHERE project_id = ${projectId}::uuid AND day >= ${from}::timestamptz::date AND day < ${to}::timestamptz
        UNION ALL
        SELECT hour::date, metric, client_id, count FROM hot.usage_hours
        WHERE project_id = ${projectId}::uuid AND hour >= ${from}::timestamptz AND hour < ${to}::timestamptz
      ) AS counted
      GROUP BY day, metric, client_id
      ORDER BY day, metric, client_id`;
}
