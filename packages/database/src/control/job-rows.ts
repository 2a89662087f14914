// Jobs of one project that did not go well, as its administrators see them.

import { Prisma } from '../generated/client.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import type { FailedJobRow, JobRows } from '../service-transactions.ts';
import { isStorableUuid } from './stored-values.ts';

// Nobody works on it at this moment, and it is not done.
const failed = Prisma.sql`done_at IS NULL AND (dead_at IS NOT NULL OR last_error IS NOT NULL)`;

export function buildJobRows({ tx, projectId }: ProjectContext): JobRows {
  return {
    async listFailed({ limit, after }) {
      return tx.$queryRaw<FailedJobRow[]>`
        SELECT id::text, kind, attempts, last_error AS "lastError", created_at AS "createdAt",
          available_at AS "nextAttemptAt", dead_at AS "buriedAt"
        FROM hot.outbox
        WHERE project_id = ${projectId}::uuid AND ${failed}
          AND (${after ?? null}::uuid IS NULL OR id < ${after ?? null}::uuid)
        ORDER BY id DESC LIMIT ${limit}::int`;
    },
    async retry(id) {
      if (!isStorableUuid(id)) return false;
      const count = await tx.$executeRaw`
        UPDATE hot.outbox SET available_at = now(), attempts = 0, dead_at = NULL, claimed_until = NULL
        WHERE project_id = ${projectId}::uuid AND id = ${id}::uuid AND ${failed}
          AND (dead_at IS NOT NULL OR claimed_until IS NULL OR claimed_until < now())`;
      return count > 0;
    },
  };
}
