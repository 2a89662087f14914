// Millions of rows in seconds: in the order of their keys, with secondary indexes built afterwards, and without
// the triggers that check a reference which is null in all of them. What is left is what the product would
// have written itself.

import type { PreparedInstallation } from '../installation/opened-product.ts';
import { type GrantNumbers, storedGrantIdSql } from './grant-id.ts';

const indexes = [
  `"grants_parent_idx" ON hot.grants (project_id, parent_grant_id) WHERE parent_grant_id IS NOT NULL`,
  `"grants_expiry_idx" ON hot.grants (expires_at)`,
  `"grants_client_idx" ON hot.grants (project_id, client_id)`,
  `"grants_identity_idx" ON hot.grants (project_id, identity_id)`,
];
/** From here on it is faster to build indexes at the end. */
const manyRows = 50_000;

/** Grants that began in the last hours, each with a refresh token; all of one project, client and week. */
export async function fillStoredRows(
  { postgres, project }: Pick<PreparedInstallation, 'postgres' | 'project'>,
  rows: number,
): Promise<GrantNumbers> {
  const numbers = { firstMilliseconds: Date.now() - 6 * 3_600_000 };
  const { scope, web, identityId } = project;
  const isMany = rows >= manyRows;
  if (isMany) {
    for (const index of indexes) await postgres.fill(`DROP INDEX hot.${index.split(' ')[0]}`);
  }
  const claims = {
    subject: identityId,
    acr: '0',
    amr: ['pwd'],
    accessToken: {},
    idToken: {},
    authenticatedAtSeconds: 1,
  };
  const grants = postgres.fill(
    `INSERT INTO hot.grants (project_id, grant_id, client_id, identity_id, scope, audience, claims, expires_at)
      SELECT $1::uuid, ${storedGrantIdSql(numbers)}, $2, $3::uuid, '{openid,offline_access,email,profile}', '{}',
        $4::jsonb, now() + interval '90 days'
      FROM generate_series(0, $5::int - 1) i`,
    [scope.projectId, web.clientId, identityId, JSON.stringify(claims), rows],
  );
  const refreshTokens = postgres.fill(
    `INSERT INTO hot.refresh_tokens (project_id, bucket, token_hash, grant_id, client_id, scope, expires_at)
      SELECT $1::uuid, floor(extract(epoch FROM now() + interval '90 days') / 86400)::int,
        substring(int8send(i * (4294967296 / $3::bigint)) FROM 5) || substring(sha256(i::text::bytea) FROM 5),
        ${storedGrantIdSql(numbers)}, $2, '{openid,offline_access,email,profile}', now() + interval '90 days'
      FROM generate_series(0, $3::bigint - 1) i`,
    [scope.projectId, web.clientId, rows],
  );
  await Promise.all([grants, refreshTokens]);
  const builds = isMany ? indexes.map((index) => postgres.fill(`CREATE INDEX ${index}`)) : [];
  await Promise.all(builds);
  await Promise.all([
    postgres.fill('VACUUM ANALYZE hot.grants'),
    postgres.fill('VACUUM ANALYZE hot.refresh_tokens'),
  ]);
  return numbers;
}
