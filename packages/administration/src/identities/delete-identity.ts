import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies } from '../dependencies.ts';
import { recordChange } from '../record-change.ts';
import { identityNotFound } from './identity-error.ts';
import { type IdentityRequest, loadIdentityForUpdate } from './identity-request.ts';

/** Deletes an identity; its sessions and tokens are dead with the commit. Throws AdministrationError: not_found. */
export function deleteIdentity(
  { store, clock }: AdministrationDependencies,
  { scope, by, identityId }: Omit<IdentityRequest, 'issuer'>,
): Promise<void> {
  return store.withProject(scope, async (tx) => {
    const identity = await loadIdentityForUpdate(tx, identityId);
    if (!(await tx.identities.delete(identity.identityId))) throw identityNotFound(identityId);
    await recordChange(tx, by, {
      action: 'identity.deleted',
      targetType: 'identity',
      targetId: identityId,
      changes: {},
    });
    await tx.webhookDeliveries.publish({
      type: 'identity.deleted',
      at: new Date(clock.nowMilliseconds()),
      data: { identity_id: identityId },
    });
  });
}

/** Takes one way of signing in away. Throws AdministrationError: not_found. */
export function deleteIdentityCredential(
  { store, clock }: AdministrationDependencies,
  request: Omit<IdentityRequest, 'issuer'> & { readonly type: string },
): Promise<void> {
  const { scope, by, identityId, type } = request;
  return store.withProject(scope, async (tx) => {
    const identity = await loadIdentityForUpdate(tx, identityId);
    if (!(await tx.identities.deleteCredential(identity.identityId, type))) {
      throw new AdministrationError('not_found', 'The credential does not exist.', {
        reason: `The identity has no credential of the type "${type.slice(0, 64)}".`,
        field: 'type',
      });
    }
    await tx.identities.revoke(identity.identityId, new Date(clock.nowMilliseconds()));
    await recordChange(tx, by, {
      action: 'identity.credential_deleted',
      targetType: 'identity',
      targetId: identityId,
      changes: { type },
    });
  });
}
