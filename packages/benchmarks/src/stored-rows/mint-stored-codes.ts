// Codes of grants that were stored before, picked at random among all of them: what is redeemed with them stands
// anywhere in the table, not side by side at its end.

import { randomInt } from 'node:crypto';
import type { PreparedInstallation } from '../installation/opened-product.ts';
import { redirectUri } from '../product/measured-values.ts';
import { buildStoredGrantId, type GrantNumbers } from './grant-id.ts';

export interface StoredGrants {
  readonly numbers: GrantNumbers;
  readonly rows: number;
}

export async function mintStoredCodes(
  { postgres, installation, project }: PreparedInstallation,
  { numbers, rows }: StoredGrants,
  count: number,
): Promise<string[]> {
  const runtime = await installation.projects.byProjectId(project.scope.projectId);
  if (runtime === undefined) throw new Error('The measured project is gone.');
  const expiresAtSeconds = installation.clock.nowSeconds() + 90 * 86_400;
  const bucket = Math.floor(expiresAtSeconds / 86_400);
  const codes = Array.from({ length: count }, () =>
    runtime.singleUse.create('authorization_code', bucket),
  );
  const request = { redirectUri, namesRedirectUri: true };
  await postgres.fill(
    `INSERT INTO hot.authorization_codes (project_id, bucket, code_hash, grant_id, client_id, request, expires_at)
      SELECT $1::uuid, $2::int, q.code_hash, q.grant_id, $3, $4::jsonb, now() + interval '10 minutes'
      FROM unnest($5::bytea[], $6::uuid[]) AS q (code_hash, grant_id)`,
    [
      project.scope.projectId,
      bucket,
      project.web.clientId,
      JSON.stringify(request),
      codes.map(({ hash }) => Buffer.from(hash)),
      codes.map(() => buildStoredGrantId(numbers, randomInt(rows))),
    ],
  );
  return codes.map(({ value }) => value);
}
