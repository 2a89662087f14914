// What a person answers a device, once. The row is locked before anything else is written, so that of several
// answers at the same moment one finds it waiting.

import type { SingleUseKey } from '@gatehouse/token-engine/ports';
import type { ProjectContext } from '../scope/project-context.ts';

/** @returns whether the device still waits; then nobody else answers it before this transaction ends. */
export async function lockPendingDevice(
  { tx, projectId }: ProjectContext,
  { hash, bucket }: SingleUseKey,
): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM hot.device_codes
    WHERE project_id = ${projectId}::uuid AND bucket = ${bucket}::int AND code_hash = ${Buffer.from(hash)}
      AND answer = 'pending' AND expires_at > now()
    FOR UPDATE`;
  return rows.length === 1;
}

export async function writeApproval(
  { tx, projectId }: ProjectContext,
  { hash, bucket }: SingleUseKey,
  grantId: string,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE hot.device_codes SET answer = 'approved', grant_id = ${grantId}::uuid
    WHERE project_id = ${projectId}::uuid AND bucket = ${bucket}::int AND code_hash = ${Buffer.from(hash)}`;
}

/** What was approved stays approved: whoever says no afterwards revokes the grant instead. */
export async function denyDevice(
  { tx, projectId }: ProjectContext,
  { hash, bucket }: SingleUseKey,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE hot.device_codes SET answer = 'denied'
    WHERE project_id = ${projectId}::uuid AND bucket = ${bucket}::int AND code_hash = ${Buffer.from(hash)}
      AND answer = 'pending'`;
}
