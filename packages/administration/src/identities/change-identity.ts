// Changing an identity: replaced as a whole or patched. The row is locked from reading to writing. A new
// password, and a state of `inactive`, end its sessions and tokens with the commit.

import type { ProjectTransaction } from '@gatehouse/database';
import type { IdentityRecord } from '@gatehouse/identity-engine';
import { generateUuid } from '@gatehouse/keys';
import type { AdministrationDependencies } from '../dependencies.ts';
import { type PatchedKind, patchDocument } from '../patch-document.ts';
import { recordChange } from '../record-change.ts';
import { hashPassword } from './hash-password.ts';
import { identityConflict, identityNotFound, invalidIdentity } from './identity-error.ts';
import { type IdentityInput, parseIdentityInput } from './identity-input.ts';
import { holdOrganization } from './identity-organization.ts';
import {
  type IdentityRequest,
  type IdentityWithCredentials,
  type IdentityWrite,
  loadDocument,
  loadIdentityForUpdate,
} from './identity-request.ts';

/** Replaces what an administrator may change. Throws AdministrationError, PasswordsBusy. */
export async function setIdentity(
  dependencies: AdministrationDependencies,
  request: IdentityRequest & IdentityWrite,
): Promise<IdentityWithCredentials> {
  const input = parseIdentityInput(request.input, request.passwords);
  const passwordHash = await hashPassword(input.password, request.passwords);
  return dependencies.store.withProject(request.scope, async (tx) => {
    const before = await loadIdentityForUpdate(tx, request.identityId);
    return writeIdentity({ tx, before, input, passwordHash }, request, dependencies);
  });
}

const patched: PatchedKind = {
  noun: 'an identity',
  examplePointer: '/traits/name',
  protectedMembers: new Set([
    'id',
    'schema_url',
    'credentials',
    'state_changed_at',
    'recovery_addresses',
    'created_at',
    'updated_at',
  ]),
  invalid: invalidIdentity,
};

/** Applies a JSON Patch (RFC 6902) to an identity's document. Throws AdministrationError. */
export function patchIdentity(
  dependencies: AdministrationDependencies,
  request: IdentityRequest & Omit<IdentityWrite, 'input'> & { readonly patch: unknown },
): Promise<IdentityWithCredentials> {
  const { scope, identityId, issuer, passwords, patch } = request;
  return dependencies.store.withProject(scope, async (tx) => {
    const before = await loadIdentityForUpdate(tx, identityId);
    // Through text: what has no value has no member to patch.
    const document = JSON.parse(JSON.stringify(await loadDocument(tx, before, issuer)));
    const after = withoutForeignAddress(patchDocument(patched, document, patch));
    // What a patch has taken away is meant to be gone, where a replacement only says nothing of it.
    const input = parseIdentityInput({ organization_id: null, ...after }, passwords);
    return writeIdentity({ tx, before, input, passwordHash: undefined }, request, dependencies);
  });
}

/** A patch of the trait alone leaves the list with the former address, which says nothing of the new one. */
function withoutForeignAddress(document: Record<string, unknown>): Record<string, unknown> {
  const { traits, verifiable_addresses: addresses } = document;
  const email = typeof traits === 'object' && traits !== null && 'email' in traits && traits.email;
  const isSame =
    Array.isArray(addresses) && addresses.every((entry) => Object(entry).value === email);
  return isSame ? document : { ...document, verifiable_addresses: null };
}

interface IdentityWriting {
  readonly tx: ProjectTransaction;
  readonly before: IdentityRecord;
  readonly input: IdentityInput;
  readonly passwordHash: string | undefined;
}

async function writeIdentity(
  { tx, before, input, passwordHash }: IdentityWriting,
  { by, issuer }: IdentityRequest,
  { clock, random }: AdministrationDependencies,
): Promise<IdentityWithCredentials> {
  const { identityId } = before;
  const at = new Date(clock.nowMilliseconds());
  const { organizationId } = input;
  const joins =
    organizationId !== undefined && (organizationId ?? undefined) !== before.organizationId;
  const updated = await tx.identities.update(identityId, {
    traits: input.traits,
    externalId: input.externalId ?? null,
    ...(joins ? { organizationId: await holdOrganization(tx, organizationId) } : {}),
    metadataPublic: input.metadataPublic,
    metadataAdmin: input.metadataAdmin,
    address: {
      addressId: generateUuid(random),
      normalized: input.normalizedEmail,
      value: input.traits.email,
      verifiedAt: decideVerifiedAt(before, input, at),
    },
  });
  if (updated === undefined) throw identityNotFound(identityId);
  if (typeof updated === 'string') throw identityConflict(updated);
  if (passwordHash !== undefined) {
    await tx.identities.setPasswordHash(identityId, passwordHash);
    await tx.identities.revoke(identityId, at);
  }
  if (input.state !== before.state)
    await tx.identities.setState(identityId, { state: input.state, at });
  const after = await tx.identities.find(identityId);
  if (after === undefined) throw identityNotFound(identityId);
  await recordChange(tx, by, {
    action: 'identity.updated',
    targetType: 'identity',
    targetId: identityId,
    changes: describeChange(before, after, passwordHash !== undefined),
  });
  const data = { identity_id: identityId };
  await tx.webhookDeliveries.publish({ type: 'identity.updated', at, data });
  if (passwordHash !== undefined) {
    await tx.webhookDeliveries.publish({ type: 'identity.password_changed', at, data });
  }
  return loadDocument(tx, after, issuer);
}

/** @returns null to take the verification back, undefined to leave it as it is. */
function decideVerifiedAt(
  before: IdentityRecord,
  { isEmailVerified, normalizedEmail }: IdentityInput,
  at: Date,
): Date | null | undefined {
  if (isEmailVerified === undefined) return undefined;
  const known = before.addresses.find(({ normalized }) => normalized === normalizedEmail);
  return isEmailVerified ? (known?.verifiedAt ?? at) : null;
}

/** The audit log keeps which members changed, not what people are called. */
function describeChange(
  before: IdentityRecord,
  after: IdentityRecord,
  hasNewPassword: boolean,
): Record<string, unknown> {
  const members = [
    'traits',
    'externalId',
    'organizationId',
    'metadataPublic',
    'metadataAdmin',
  ] as const;
  const changed = members.filter(
    (member) => JSON.stringify(before[member]) !== JSON.stringify(after[member]),
  );
  return {
    changed,
    ...(before.state === after.state
      ? {}
      : { state: { before: before.state, after: after.state } }),
    ...(hasNewPassword ? { password: 'changed' } : {}),
  };
}
