// What tokens say of a person: the token engine's port over the fenced transactions of one project.

import type { IdentityId } from '@gatehouse/protocol';
import type { Identities } from '@gatehouse/token-engine/ports';
import { readSeconds } from './control/seconds.ts';
import type { ControlStore, ProjectScope } from './transactions.ts';

/** Binds the port to a project. Storage faults throw StoreUnavailable. */
export function createIdentityClaims(
  control: Pick<ControlStore, 'withProject'>,
  scope: ProjectScope,
): Identities {
  return {
    loadClaims: (identityId: IdentityId) =>
      control.withProject(scope, async (tx) => {
        const identity = await tx.identities.find(identityId);
        if (identity?.state !== 'active') return undefined;
        const [address] = identity.addresses;
        return {
          email: identity.traits.email,
          emailVerified: address?.verifiedAt !== undefined,
          name: identity.traits.name,
          updatedAtSeconds: readSeconds(identity.updatedAt),
        };
      }),
  };
}
