// Refresh tokens whose families ended in the last year, in the partitions of those weeks: what stands beside the
// living before retention has run.

import type { MeasuredPostgres } from '../installation/measured-postgres.ts';
import type { MeasuredProject } from '../product/seed-project.ts';

const days = 364;
const today = 'floor(extract(epoch FROM now()) / 86400)::int';

export async function fillExpiredRows(
  postgres: MeasuredPostgres,
  { scope, web }: MeasuredProject,
  rows: number,
): Promise<void> {
  await postgres.fill(
    `SELECT hot.ensure_partitions('refresh_tokens', ${today} - ${days} - 8, ${today} - 8, 7)`,
  );
  await postgres.fill(
    `INSERT INTO hot.refresh_tokens (project_id, bucket, token_hash, grant_id, client_id, scope, expires_at, used_at)
      SELECT $1::uuid, ${today} - ${days} - 8 + (i * ${days} / $3::bigint)::int,
        int8send(i) || substring(sha256(i::text::bytea) FROM 9), gen_random_uuid(), $2,
        '{openid,offline_access,email,profile}', now() - interval '10 days', now() - interval '20 days'
      FROM generate_series(0, $3::bigint - 1) i`,
    [scope.projectId, web.clientId, rows],
  );
  await postgres.fill('VACUUM ANALYZE hot.refresh_tokens');
}
