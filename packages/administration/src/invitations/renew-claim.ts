// The claim of a workspace that a local start made without an owner: one owner invitation, new at each start.

import type { WorkspaceId } from '@gatehouse/protocol';
import type { AdministrationDependencies, RequestedBy } from '../dependencies.ts';
import { addInvitation } from './create-invitation.ts';

const claimLifetimeSeconds = 86_400;

/**
 * Ends the claims of earlier starts and makes a new one. @returns its value; undefined where the workspace
 * has an owner.
 */
export function renewClaim(
  dependencies: AdministrationDependencies,
  { workspaceId, by }: { readonly workspaceId: WorkspaceId; readonly by: RequestedBy },
): Promise<string | undefined> {
  return dependencies.store.withWorkspace(workspaceId, async (tx) => {
    const now = new Date(dependencies.clock.nowMilliseconds());
    for (const { id, createdBy } of await tx.invitations.listOpen(now)) {
      if (createdBy.kind === by.actor.kind) await tx.invitations.delete(id);
    }
    if ((await tx.members.list()).some(({ role }) => role === 'owner')) return undefined;
    const claim = { by, role: 'owner', lifetimeSeconds: claimLifetimeSeconds, now } as const;
    return (await addInvitation(tx, dependencies, claim)).value;
  });
}
