import { buildWorkspaceApiKeyRows } from '../control/api-key-rows.ts';
import { verifyAuditChain } from '../control/audit-chain.ts';
import { buildAuditEventList, insertAuditEvent } from '../control/audit-events.ts';
import { buildInvitationRows } from '../control/invitation-rows.ts';
import { buildMemberRows } from '../control/member-rows.ts';
import { buildProjectList } from '../control/project-rows.ts';
import { buildOwnWorkspaceRow } from '../control/workspace-rows.ts';
import type { WorkspaceTransaction } from '../transactions.ts';
import type { WorkspaceContext } from './project-context.ts';

/** The rows of one workspace, bound to it and to one transaction. */
export function buildWorkspaceTransaction(context: WorkspaceContext): WorkspaceTransaction {
  const { tx, workspaceId } = context;
  return {
    workspaceId,
    ...buildOwnWorkspaceRow(context),
    members: buildMemberRows(context),
    invitations: buildInvitationRows(context),
    apiKeys: buildWorkspaceApiKeyRows(context),
    projects: buildProjectList(context),
    auditEvents: buildAuditEventList(context),
    verifyAuditChain: () => verifyAuditChain(context),
    async audit({ projectId, ...entry }) {
      await insertAuditEvent(tx, { workspaceId, projectId: projectId ?? null }, entry);
    },
  };
}
