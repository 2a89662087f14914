import type { ProjectContext } from '../scope/project-context.ts';
import type { ProjectTransaction } from '../transactions.ts';
import { createUuidV7 } from '../uuid-v7.ts';

export function buildOutboxInsert({
  tx,
  projectId,
}: Pick<ProjectContext, 'tx' | 'projectId'>): ProjectTransaction['addToOutbox'] {
  return async ({ kind, payload, availableAt }) => {
    await tx.$executeRaw`
      INSERT INTO hot.outbox (project_id, id, kind, payload, available_at)
      VALUES (${projectId}::uuid, ${createUuidV7()}::uuid, ${kind}, ${JSON.stringify(payload)}::jsonb,
        COALESCE(${availableAt ?? null}::timestamptz, CURRENT_TIMESTAMP))`;
  };
}
