import type { WorkspaceTransaction } from '@gatehouse/database';
import { buildApiKeyRow, buildAuditEntry, buildInvitationRow } from '../fixtures/rows.ts';
import { type IsolationRecipes, wholePage } from './recipe.ts';

export const workspaceRecipes: IsolationRecipes<WorkspaceTransaction> = {
  workspace: { call: (tx) => tx.workspace() },
  rename: { call: (tx) => tx.rename('b') },
  'members.list': { call: (tx) => tx.members.list() },
  'members.find': { call: (tx, { memberId }) => tx.members.find(memberId), absent: undefined },
  'members.findForUpdate': {
    call: (tx, { memberId }) => tx.members.findForUpdate(memberId),
    absent: undefined,
  },
  'members.setRole': {
    call: (tx, { memberId }) => tx.members.setRole(memberId, 'viewer'),
    absent: undefined,
  },
  'members.delete': { call: (tx, { memberId }) => tx.members.delete(memberId), absent: 'absent' },
  'apiKeys.list': { call: (tx) => tx.apiKeys.list() },
  'apiKeys.find': {
    call: (tx, ids) => tx.apiKeys.find(ids.workspaceApiKeyId),
    absent: undefined,
  },
  'apiKeys.delete': { call: (tx, ids) => tx.apiKeys.delete(ids.workspaceApiKeyId), absent: false },
  'invitations.listOpen': { call: (tx) => tx.invitations.listOpen(new Date(0)) },
  'invitations.find': {
    call: (tx, { invitationId }) => tx.invitations.find(invitationId),
    absent: undefined,
  },
  'invitations.accept': {
    call: (tx, { invitationId, memberId }) =>
      tx.invitations.accept(invitationId, { by: memberId, at: new Date(0) }),
    absent: 'absent',
  },
  'invitations.delete': {
    call: (tx, { invitationId }) => tx.invitations.delete(invitationId),
    absent: false,
  },
  'invitations.deleteEnded': {
    call: (tx) => tx.invitations.deleteEnded(new Date('2100-01-01')),
  },
  'projects.list': { call: (tx) => tx.projects.list(wholePage) },
  'projects.count': { call: (tx) => tx.projects.count(), absent: 1 },
  'projects.find': {
    call: (tx, _, { scope }) => tx.projects.find(scope.projectId),
    absent: undefined,
  },
  auditEvents: {
    call: (tx, _, { scope }) => tx.auditEvents(wholePage, { projectId: scope.projectId }),
    absent: [],
  },
  verifyAuditChain: { call: (tx) => tx.verifyAuditChain() },
  audit: { call: (tx) => tx.audit(buildAuditEntry()) },
  'members.insert': {
    call: (tx, { memberId }) =>
      tx.members.insert({ memberId, role: 'owner', email: 'b@example.com', name: '' }),
  },
  'invitations.insert': {
    call: (tx, ids, { own }) =>
      tx.invitations.insert(buildInvitationRow(ids === own ? { id: ids.invitationId } : {})),
  },
  'apiKeys.insert': {
    call: (tx, ids, { own }) =>
      tx.apiKeys.insert(buildApiKeyRow(ids === own ? { id: ids.workspaceApiKeyId } : {})),
  },
};
