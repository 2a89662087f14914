// The one place where a transaction on the control tables begins. Row security reads three settings
// strictly: without them every statement is an error, and they end with the transaction, so that a pooled
// connection never keeps a former tenant.

import { type IdentityId, nilUuid, type ProjectId, type WorkspaceId } from '@gatehouse/protocol';
import { checkDeadline } from '../deadline.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { asFenceError } from './fence-error.ts';

/** What the transaction may see. What is left out is fenced with the nil UUID, which no row carries. */
export interface Fence {
  readonly projectId?: ProjectId;
  /** null: the project belongs to no workspace. */
  readonly workspaceId?: WorkspaceId | null;
  readonly memberId?: IdentityId;
}

export type FencedTransaction = Prisma.TransactionClient;

const transactionLimits = { maxWait: 5_000, timeout: 15_000 };
/** PostgreSQL gives up before the driver does, and so undoes what it cannot finish in time. */
const statementTimeout = '5s';

/**
 * Runs the work in one transaction, fenced. Commits where it resolves, rolls back where it throws.
 * Storage faults and a deadline that is over throw StoreUnavailable, a tenant removed meanwhile TenantGone; whatever else the work throws comes out unchanged.
 */
export async function withFence<T>(
  prisma: PrismaClient,
  fence: Fence,
  work: (tx: FencedTransaction) => Promise<T>,
): Promise<T> {
  try {
    checkDeadline();
    return await prisma.$transaction(async (tx) => {
      await setFence(tx, fence);
      const result = await work(tx);
      // Nobody waits for it any more: it is undone.
      checkDeadline();
      return result;
    }, transactionLimits);
  } catch (error) {
    throw asFenceError(error);
  }
}

/** The driver reads and writes times as UTC, so the session's time zone must be that. */
async function setFence(tx: FencedTransaction, fence: Fence): Promise<void> {
  const projectId = fence.projectId ?? nilUuid;
  const workspaceId = fence.workspaceId ?? null;
  const rows = await tx.$queryRaw<{ is_foreign: boolean }[]>`SELECT
    set_config('app.project_id', ${projectId}, true),
    set_config('app.workspace_id', ${workspaceId ?? nilUuid}, true),
    set_config('app.member_id', ${fence.memberId ?? nilUuid}, true),
    set_config('TimeZone', 'UTC', true),
    set_config('statement_timeout', ${statementTimeout}, true),
    EXISTS (
      SELECT FROM addresses
      WHERE project_id = ${projectId}::uuid AND workspace_id IS DISTINCT FROM ${workspaceId}::uuid
    ) AS is_foreign`;
  if (rows[0]?.is_foreign !== false) {
    throw new Error(`Project ${projectId} does not belong to workspace ${workspaceId ?? 'none'}.`);
  }
}
