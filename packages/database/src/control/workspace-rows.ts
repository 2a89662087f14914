import type { Workspace } from '../generated/client.ts';
import type { FencedTransaction } from '../scope/fence.ts';
import type { WorkspaceContext } from '../scope/project-context.ts';
import { TenantGone } from '../scope/tenant-gone.ts';
import type { ControlStore, WorkspaceRow, WorkspaceTransaction } from '../transactions.ts';
import { insertAuditEvent } from './audit-events.ts';
import { readWorkspaceId } from './stored-values.ts';

type NewWorkspace = Parameters<ControlStore['createWorkspace']>[0];

/** The workspace's own row, seen from inside. */
export function buildOwnWorkspaceRow({
  tx,
  workspaceId,
}: WorkspaceContext): Pick<WorkspaceTransaction, 'workspace' | 'rename'> {
  return {
    async workspace() {
      const row = await tx.workspace.findUnique({ where: { id: workspaceId } });
      return row === null ? undefined : readWorkspace(row);
    },
    async rename(name) {
      const [row] = await tx.workspace.updateManyAndReturn({
        where: { id: workspaceId },
        data: { name },
      });
      if (row === undefined) throw new TenantGone(`Workspace ${workspaceId} was removed.`);
      return readWorkspace(row);
    },
  };
}

/** The workspace with its first owner, in the caller's transaction, fenced for the new workspace. */
export async function createWorkspaceRows(
  tx: FencedTransaction,
  { workspaceId, name, owner, audit }: NewWorkspace,
): Promise<WorkspaceRow> {
  const row = await tx.workspace.create({ data: { id: workspaceId, name } });
  if (owner !== undefined) {
    await tx.workspaceMember.create({ data: { ...owner, workspaceId, role: 'owner' } });
  }
  await insertAuditEvent(tx, { workspaceId, projectId: null }, audit);
  return readWorkspace(row);
}

function readWorkspace({ id, ...row }: Workspace): WorkspaceRow {
  return { ...row, workspaceId: readWorkspaceId(id) };
}
