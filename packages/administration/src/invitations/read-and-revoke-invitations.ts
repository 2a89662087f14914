import type { InvitationRow } from '@gatehouse/database';
import type { WorkspaceId } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies, RequestedBy } from '../dependencies.ts';
import { recordInvitation } from './create-invitation.ts';

/** @returns the invitations that can still be accepted, in the order of their creation. */
export function listInvitations(
  { store, clock }: AdministrationDependencies,
  workspaceId: WorkspaceId,
): Promise<readonly InvitationRow[]> {
  const now = new Date(clock.nowMilliseconds());
  return store.withWorkspace(workspaceId, (tx) => tx.invitations.listOpen(now));
}

/** Revokes one: its link leads nowhere from the commit on. Throws AdministrationError: not_found. */
export function revokeInvitation(
  { store }: AdministrationDependencies,
  request: {
    readonly workspaceId: WorkspaceId;
    readonly invitationId: string;
    readonly by: RequestedBy;
  },
): Promise<void> {
  const { workspaceId, invitationId, by } = request;
  return store.withWorkspace(workspaceId, async (tx) => {
    const row = await tx.invitations.find(invitationId);
    if (row === undefined || !(await tx.invitations.delete(invitationId))) {
      throw new AdministrationError('not_found', 'The invitation does not exist.', {
        reason: 'There is no open invitation of that id here.',
      });
    }
    const changes = { role: row.role };
    await recordInvitation(tx, by, { action: 'invitation.revoked', id: row.id, changes });
  });
}
