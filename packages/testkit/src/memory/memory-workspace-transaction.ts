import { createHash } from 'node:crypto';
import { type MemberRow, TenantGone, type WorkspaceTransaction } from '@gatehouse/database';
import type { WorkspaceId } from '@gatehouse/protocol';
import { buildMemoryInvitations } from './memory-invitations.ts';
import { addAuditEvent, buildMemoryApiKeys } from './memory-project-transaction.ts';
import { changeRow, copyOf, type MemoryState, pageOf, rowsOf } from './memory-state.ts';

export function buildMemoryWorkspaceTransaction(
  state: MemoryState,
  workspaceId: WorkspaceId,
): WorkspaceTransaction {
  const ownProjects = () =>
    [...state.projects.values()].filter((row) => row.workspaceId === workspaceId);
  return {
    workspaceId,
    workspace: async () => copyOf(state.workspaces.get(workspaceId)),
    async rename(name) {
      const row = changeRow(state.workspaces, workspaceId, { name });
      if (row === undefined) throw new TenantGone(`Workspace ${workspaceId} was removed.`);
      return row;
    },
    members: buildMembers(rowsOf(state.members, workspaceId)),
    invitations: buildMemoryInvitations(rowsOf(state.invitations, workspaceId)),
    apiKeys: buildMemoryApiKeys(rowsOf(state.workspaceApiKeys, workspaceId), () => {}),
    projects: {
      list: async ({ limit, after }) =>
        pageOf(ownProjects(), after && ((row) => row.projectId === after.projectId), limit),
      count: async () => ownProjects().length,
      find: async (projectId) => copyOf(ownProjects().find((row) => row.projectId === projectId)),
    },
    async auditEvents({ limit, after, newestFirst }, { projectId, action }) {
      const all = [...rowsOf(state.auditEvents, workspaceId).values()].filter(
        (row) =>
          (projectId ?? row.projectId) === row.projectId && (action ?? row.action) === row.action,
      );
      const ordered = newestFirst ? all.toReversed() : all;
      return pageOf(ordered, after && ((row) => row.id === after.id), limit);
    },
    async verifyAuditChain() {
      const events = rowsOf(state.auditEvents, workspaceId).size;
      const digest = createHash('sha256').update(`${workspaceId} ${events}`).digest('hex');
      const head = { position: events, digest };
      return { events, brokenAt: undefined, unlinkedEvents: 0, head };
    },
    async audit({ projectId, ...entry }) {
      addAuditEvent(state, workspaceId, { ...entry, projectId: projectId ?? null });
    },
  };
}

function buildMembers(rows: Map<string, MemberRow>): WorkspaceTransaction['members'] {
  const isLastOwner = ({ role }: MemberRow) =>
    role === 'owner' && [...rows.values()].filter((row) => row.role === 'owner').length === 1;
  const find = async (memberId: string) => copyOf(rows.get(memberId));
  return {
    find,
    findForUpdate: find,
    list: async () => [...rows.values()].map(copyOf),
    async insert(row) {
      if (rows.has(row.memberId)) return 'exists';
      const now = new Date();
      rows.set(row.memberId, { ...row, createdAt: now, updatedAt: now });
      return { ...row, createdAt: now, updatedAt: now };
    },
    async setRole(memberId, role) {
      const row = rows.get(memberId);
      if (row !== undefined && role !== 'owner' && isLastOwner(row)) return 'last_owner';
      return changeRow(rows, memberId, { role });
    },
    async delete(memberId) {
      const row = rows.get(memberId);
      if (row === undefined) return 'absent';
      if (isLastOwner(row)) return 'last_owner';
      rows.delete(memberId);
      return 'deleted';
    },
  };
}
