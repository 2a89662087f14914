// From a presented invitation to a membership. Who accepts is known by their token alone; an invitation
// counts only as long as whoever made it could make it again.

import type {
  InvitationRow,
  MemberRow,
  WorkspaceRow,
  WorkspaceTransaction,
} from '@gatehouse/database';
import { invitationSecrets } from '@gatehouse/keys';
import { isPermission, rolePermissions } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies, RequestedBy } from '../dependencies.ts';
import { type Granter, mayGrantRole } from '../members/may-grant-role.ts';

/** What a genuine, open invitation offers. */
export interface OfferedInvitation {
  readonly row: InvitationRow;
  readonly workspace: WorkspaceRow;
}

export interface AcceptInvitationRequest {
  readonly value: string;
  readonly by: RequestedBy;
  /** The signed-in person; e-mail and name only label the row. */
  readonly member: Pick<MemberRow, 'memberId' | 'email' | 'name'>;
}

type Found = OfferedInvitation & { readonly tx: WorkspaceTransaction; readonly now: Date };

/** What it offers, without accepting it. Throws AdministrationError: not_found, conflict (used, expired). */
export function readInvitation(
  dependencies: AdministrationDependencies,
  value: string,
): Promise<OfferedInvitation> {
  return withInvitation(dependencies, value, async ({ row, workspace, now }) => {
    if (row.accepted !== undefined) throw alreadyAccepted();
    if (row.expiresAt <= now) throw expired();
    return { row, workspace };
  });
}

/**
 * Makes the person a member. Of several at the same moment one succeeds; a person who is a member already
 * uses nothing up. Throws AdministrationError: not_found, conflict.
 */
export function acceptInvitation(
  dependencies: AdministrationDependencies,
  { value, by, member }: AcceptInvitationRequest,
): Promise<OfferedInvitation & { readonly member: MemberRow }> {
  return withInvitation(dependencies, value, async ({ tx, row, workspace, now }) => {
    const outcome = await tx.invitations.accept(row.id, { by: member.memberId, at: now });
    if (outcome === 'absent') throw unknown();
    if (outcome === 'already_accepted') throw alreadyAccepted();
    if (outcome === 'expired') throw expired();
    const added = await tx.members.insert({ ...member, role: row.role });
    // Thrown inside the transaction, so the invitation stays open for whom it was meant.
    if (added === 'exists') throw refuse('conflict', 'You are a member of this workspace already.');
    await tx.audit({
      ...by,
      action: 'member.added',
      targetType: 'member',
      targetId: member.memberId,
      changes: { role: row.role, email: member.email, invitation: row.id },
    });
    return { row, workspace, member: added };
  });
}

function withInvitation<T>(
  { store, keyring, clock }: AdministrationDependencies,
  value: string,
  work: (found: Found) => Promise<T>,
): Promise<T> {
  const place = invitationSecrets.parse(value);
  if (place === undefined) throw unknown();
  return store.withWorkspace(place.tenantId, async (tx) => {
    const now = new Date(clock.nowMilliseconds());
    const row = await tx.invitations.find(place.rowId);
    const isMatch = invitationSecrets.matches(keyring, { place, value }, row?.secret);
    const workspace = await tx.workspace();
    if (!isMatch || row === undefined || workspace === undefined) throw unknown();
    if (!(await mayStillInvite(tx, row, now))) throw unknown();
    return work({ tx, row, workspace, now });
  });
}

/** Somebody who was removed or has less to say since then has invited nobody. */
async function mayStillInvite(
  tx: WorkspaceTransaction,
  { createdBy, role }: InvitationRow,
  now: Date,
): Promise<boolean> {
  if (createdBy.kind === 'operator') return true;
  const granter = await findGranter(tx, createdBy, now);
  if (granter === undefined || !granter.permissions.has('members:write')) return false;
  return mayGrantRole(granter, role);
}

async function findGranter(
  tx: WorkspaceTransaction,
  { kind, id }: InvitationRow['createdBy'],
  now: Date,
): Promise<Granter | undefined> {
  if (kind === 'member') {
    const member = await tx.members.find(id);
    return member && { role: member.role, permissions: rolePermissions[member.role] };
  }
  if (kind !== 'workspace_api_key') return undefined;
  const key = await tx.apiKeys.find(id);
  if (key === undefined || (key.expiresAt !== null && key.expiresAt <= now)) return undefined;
  return { role: undefined, permissions: new Set(key.scopes.filter(isPermission)) };
}

function refuse(kind: 'not_found' | 'conflict', reason: string): AdministrationError {
  return new AdministrationError(kind, 'The invitation cannot be accepted.', { reason });
}

/** The same for one that never was, one that was revoked, and one whose maker may not invite any more. */
const unknown = () => refuse('not_found', 'There is no such invitation.');
const alreadyAccepted = () =>
  refuse('conflict', 'The invitation was used already: it works once. Ask for a new one.');
const expired = () => refuse('conflict', 'The invitation has expired. Ask for a new one.');
