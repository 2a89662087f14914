import type { ProjectContext } from '../scope/project-context.ts';
import type { ProjectTransaction } from '../transactions.ts';
import { createUuidV7 } from '../uuid-v7.ts';

export function buildOutboxInsert({
  tx,
  projectId,
  traceparent,
}: Pick<ProjectContext, 'tx' | 'projectId'> &
  Partial<Pick<ProjectContext, 'traceparent'>>): ProjectTransaction['addToOutbox'] {
  return async ({ id = createUuidV7(), kind, payload: asked, availableAt }) => {
    const asking = traceparent?.();
    const payload = asking === undefined ? asked : { ...asked, traceparent: asking };
    await tx.$executeRaw`
      INSERT INTO hot.outbox (project_id, id, kind, payload, available_at)
      VALUES (${projectId}::uuid, ${id}::uuid, ${kind}, ${JSON.stringify(payload)}::jsonb,
        COALESCE(${availableAt ?? null}::timestamptz, CURRENT_TIMESTAMP))`;
  };
}
