import type { MeasuredProject } from '../product/seed-project.ts';
import type { MeasuredPostgres } from './measured-postgres.ts';

export interface InstallationSize {
  readonly grants: number;
  readonly denylisted: number;
}

/** Rows beside which those that are measured have to be found, all of the same project. */
export async function fillTables(
  postgres: MeasuredPostgres,
  { scope, web, identityId }: MeasuredProject,
  { grants, denylisted }: InstallationSize,
): Promise<void> {
  await postgres.fill(
    `INSERT INTO hot.grants (project_id, grant_id, client_id, identity_id, scope, audience, claims, expires_at)
      SELECT $1::uuid, gen_random_uuid(), $2, $3::uuid, '{openid,offline_access}', '{}',
        jsonb_build_object('subject', $3::text, 'acr', '0', 'amr', '["pwd"]'::jsonb, 'accessToken', '{}'::jsonb,
          'idToken', '{}'::jsonb, 'authenticatedAtSeconds', 1),
        now() + interval '90 days'
      FROM generate_series(1, $4::int)`,
    [scope.projectId, web.clientId, identityId, grants],
  );
  await postgres.fill(
    `INSERT INTO hot.denylist (project_id, bucket, token_id)
      SELECT $1::uuid, floor(extract(epoch FROM now() + interval '1 hour') / 86400)::int,
        substring(sha256(i::text::bytea) FOR 24)
      FROM generate_series(1, $2::int) i`,
    [scope.projectId, denylisted],
  );
  await postgres.fill('VACUUM ANALYZE hot.grants, hot.denylist');
}
