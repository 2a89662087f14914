import type { WorkspaceMember } from '../generated/client.ts';
import type { WorkspaceContext } from '../scope/project-context.ts';
import type { MemberRow, MemberRows } from '../transactions.ts';
import { isStorableUuid, readIdentityId, readRole } from './stored-values.ts';

export function buildMemberRows(context: WorkspaceContext): MemberRows {
  const { tx, workspaceId } = context;
  const find: MemberRows['find'] = async (memberId) => {
    if (!isStorableUuid(memberId)) return undefined;
    const row = await tx.workspaceMember.findUnique({
      where: { workspaceId_memberId: { workspaceId, memberId } },
    });
    return row === null ? undefined : readMember(row);
  };
  return {
    find,
    async findForUpdate(memberId) {
      await lockWorkspace(context);
      return find(memberId);
    },
    async list() {
      const rows = await tx.workspaceMember.findMany({
        where: { workspaceId },
        orderBy: [{ createdAt: 'asc' }, { memberId: 'asc' }],
      });
      return rows.map(readMember);
    },
    async insert(member) {
      const [row] = await tx.workspaceMember.createManyAndReturn({
        data: [{ ...member, workspaceId }],
        skipDuplicates: true,
      });
      return row === undefined ? 'exists' : readMember(row);
    },
    async setRole(memberId, role) {
      await lockWorkspace(context);
      const member = await find(memberId);
      if (member === undefined) return undefined;
      if (role !== 'owner' && (await isLastOwner(context, member))) return 'last_owner';
      const [row] = await tx.workspaceMember.updateManyAndReturn({
        where: { workspaceId, memberId },
        data: { role },
      });
      return row === undefined ? undefined : readMember(row);
    },
    async delete(memberId) {
      await lockWorkspace(context);
      const member = await find(memberId);
      if (member === undefined) return 'absent';
      if (await isLastOwner(context, member)) return 'last_owner';
      await tx.workspaceMember.deleteMany({ where: { workspaceId, memberId } });
      return 'deleted';
    },
  };
}

/** Whoever takes an owner away holds the workspace's row, so that two owners cannot remove each other. */
async function lockWorkspace({ tx, workspaceId }: WorkspaceContext): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS locked FROM workspaces WHERE id = ${workspaceId}::uuid FOR NO KEY UPDATE`;
}

async function isLastOwner(
  { tx, workspaceId }: WorkspaceContext,
  member: MemberRow,
): Promise<boolean> {
  if (member.role !== 'owner') return false;
  return (await tx.workspaceMember.count({ where: { workspaceId, role: 'owner' } })) === 1;
}

function readMember({ workspaceId: _, ...row }: WorkspaceMember): MemberRow {
  return { ...row, memberId: readIdentityId(row.memberId), role: readRole(row.role) };
}
