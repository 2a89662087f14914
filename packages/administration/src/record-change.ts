// The audit entry of a change, written in its transaction.

import type { AuditEntry, ProjectTransaction } from '@gatehouse/database';
import type { RequestedBy } from './dependencies.ts';

/** Adds the audit entry. The console's own project has no workspace to keep one: only the host changes it. */
export async function recordChange(
  tx: ProjectTransaction,
  by: RequestedBy,
  change: Pick<AuditEntry, 'action' | 'targetType' | 'targetId' | 'changes'>,
): Promise<void> {
  if (tx.workspaceId === null) return;
  await tx.audit({ ...change, actor: by.actor, requestId: by.requestId });
}

/** @returns before and after of every member that differs. */
export function diffMembers(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, { before: unknown; after: unknown }> {
  const changes: Record<string, { before: unknown; after: unknown }> = {};
  for (const member of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const pair = { before: before[member] ?? null, after: after[member] ?? null };
    if (JSON.stringify(pair.before) !== JSON.stringify(pair.after)) changes[member] = pair;
  }
  return changes;
}
