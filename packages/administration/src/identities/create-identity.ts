import { generateUuid } from '@gatehouse/keys';
import { buildUuidV7, parseIdentityId } from '@gatehouse/protocol';
import type { AdministrationDependencies } from '../dependencies.ts';
import { recordChange } from '../record-change.ts';
import { hashPassword } from './hash-password.ts';
import { identityConflict, identityNotFound } from './identity-error.ts';
import { parseIdentityInput } from './identity-input.ts';
import { holdOrganization } from './identity-organization.ts';
import {
  type IdentityWithCredentials,
  type IdentityWrite,
  loadDocument,
} from './identity-request.ts';

/**
 * Creates an identity. Throws AdministrationError: invalid, conflict (somebody has the address or the
 * external id), and PasswordsBusy where no place is free to hash its password.
 */
export async function createIdentity(
  { store, clock, random }: AdministrationDependencies,
  request: IdentityWrite,
): Promise<IdentityWithCredentials> {
  const { scope, by, issuer, passwords } = request;
  const input = parseIdentityInput(request.input, passwords);
  const identityId = parseIdentityId(buildUuidV7(clock.nowMilliseconds(), random.bytes(10)));
  if (identityId === undefined) throw new Error('A new identity id was refused.');
  // Before the transaction: it takes a while, and locks nothing meanwhile.
  const passwordHash = await hashPassword(input.password, passwords);
  const verifiedAt = input.isEmailVerified === true ? new Date(clock.nowMilliseconds()) : undefined;
  return store.withProject(scope, async (tx) => {
    const organizationId = await holdOrganization(tx, input.organizationId);
    const inserted = await tx.identities.insert({
      ...input,
      identityId,
      organizationId: organizationId ?? undefined,
      passwordHash,
      address: {
        addressId: generateUuid(random),
        normalized: input.normalizedEmail,
        value: input.traits.email,
        verifiedAt,
      },
    });
    if (inserted !== 'inserted') throw identityConflict(inserted);
    if (input.state === 'inactive') {
      const at = new Date(clock.nowMilliseconds());
      await tx.identities.setState(identityId, { state: 'inactive', at });
    }
    const identity = await tx.identities.find(identityId);
    if (identity === undefined) throw identityNotFound(identityId);
    await recordChange(tx, by, {
      action: 'identity.created',
      targetType: 'identity',
      targetId: identityId,
      changes: { state: input.state, has_password: passwordHash !== undefined },
    });
    await tx.webhookDeliveries.publish({
      type: 'identity.created',
      at: identity.createdAt,
      data: { identity_id: identityId },
    });
    return loadDocument(tx, identity, issuer);
  });
}
