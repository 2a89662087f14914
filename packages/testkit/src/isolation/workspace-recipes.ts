import type { WorkspaceTransaction } from '@gatehouse/database';
import { buildApiKeyRow, buildAuditEntry } from '../fixtures/rows.ts';
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
  audit: { call: (tx) => tx.audit(buildAuditEntry()) },
  'members.insert': {
    call: (tx, { memberId }) =>
      tx.members.insert({ memberId, role: 'owner', email: 'b@example.com', name: '' }),
  },
  'apiKeys.insert': {
    call: (tx, ids, { own }) =>
      tx.apiKeys.insert(buildApiKeyRow(ids === own ? { id: ids.workspaceApiKeyId } : {})),
  },
};
