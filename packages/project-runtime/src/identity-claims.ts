// The port Identities: what tokens may say of a person, straight from the row.

import type { ControlStore, ProjectScope } from '@gatehouse/database';
import type { Identities } from '@gatehouse/token-engine/ports';

export function createIdentityClaims(
  control: Pick<ControlStore, 'withProject'>,
  scope: ProjectScope,
): Identities {
  return {
    async loadClaims(identityId) {
      const identity = await control.withProject(scope, (tx) => tx.identities.find(identityId));
      if (identity === undefined || identity.state !== 'active') return undefined;
      const { email, name } = identity.traits;
      return {
        email,
        emailVerified: identity.addresses.some(
          ({ value, verifiedAt }) => value === email && verifiedAt !== undefined,
        ),
        name,
        updatedAtSeconds: Math.floor(identity.updatedAt.getTime() / 1000),
      };
    },
  };
}
