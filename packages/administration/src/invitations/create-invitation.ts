// A link that makes whoever accepts it a member of a workspace, once.

import type { Actor, InvitationRow, WorkspaceTransaction } from '@gatehouse/database';
import { generateUuid, invitationSecrets } from '@gatehouse/keys';
import type { Role, WorkspaceId } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies, RequestedBy } from '../dependencies.ts';

export interface CreateInvitationRequest {
  readonly workspaceId: WorkspaceId;
  readonly by: RequestedBy;
  readonly role: Role;
  readonly lifetimeSeconds: number;
}

/** An invitation that was just made. The value is never shown again. */
export interface CreatedInvitation {
  readonly row: InvitationRow;
  readonly value: string;
}

const maxOpenInvitations = 100;
/** How long one that ended can still say why it is refused. */
const keptMilliseconds = 30 * 86_400_000;

/** Makes one. The caller has checked that the role may be given. Throws AdministrationError: conflict (too many). */
export function createInvitation(
  dependencies: AdministrationDependencies,
  request: CreateInvitationRequest,
): Promise<CreatedInvitation> {
  return dependencies.store.withWorkspace(request.workspaceId, async (tx) => {
    const now = new Date(dependencies.clock.nowMilliseconds());
    await tx.invitations.deleteEnded(new Date(now.getTime() - keptMilliseconds));
    if ((await tx.invitations.listOpen(now)).length >= maxOpenInvitations) {
      throw new AdministrationError('conflict', 'There are too many invitations.', {
        reason: `There may be ${maxOpenInvitations} open ones. Revoke one that is not needed.`,
      });
    }
    return addInvitation(tx, dependencies, { ...request, now });
  });
}

/** Adds one inside the caller's transaction, audited. */
export async function addInvitation(
  tx: WorkspaceTransaction,
  { keyring, random }: Pick<AdministrationDependencies, 'keyring' | 'random'>,
  request: Omit<CreateInvitationRequest, 'workspaceId'> & { readonly now: Date },
): Promise<CreatedInvitation> {
  const { by, role, lifetimeSeconds, now } = request;
  const place = { tenantId: tx.workspaceId, rowId: generateUuid(random) };
  const value = invitationSecrets.generate(place, random);
  const row = await tx.invitations.insert({
    id: place.rowId,
    role,
    secret: invitationSecrets.hash(keyring, place, value),
    createdBy: by.actor,
    expiresAt: new Date(now.getTime() + lifetimeSeconds * 1000),
  });
  const changes = { role, expires_at: row.expiresAt };
  await recordInvitation(tx, by, { action: 'invitation.created', id: row.id, changes });
  return { row, value };
}

/** Writes the audit event of a change of one invitation. */
export function recordInvitation(
  tx: WorkspaceTransaction,
  by: { readonly actor: Actor; readonly requestId: string },
  event: { action: string; id: string; changes: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { action, id: targetId, changes } = event;
  return tx.audit({ ...by, action, targetType: 'invitation', targetId, changes });
}
