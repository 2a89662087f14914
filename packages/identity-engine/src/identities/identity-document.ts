import type { IdentityAddress, IdentityRecord, IdentityState, Traits } from './identity-record.ts';

export interface VerifiableAddressDocument {
  readonly id: string;
  readonly value: string;
  readonly via: 'email';
  readonly verified: boolean;
  readonly status: 'pending' | 'completed';
  readonly verified_at?: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** An identity in Ory's JSON, as its own owner may see it. */
export interface IdentityDocument {
  readonly id: string;
  readonly schema_id: string;
  readonly schema_url: string;
  readonly state: IdentityState;
  readonly state_changed_at: string;
  readonly traits: Traits;
  readonly external_id?: string;
  readonly metadata_public: unknown;
  readonly organization_id: string | null;
  readonly verifiable_addresses: readonly VerifiableAddressDocument[];
  readonly recovery_addresses: readonly Pick<
    VerifiableAddressDocument,
    'id' | 'value' | 'via' | 'created_at' | 'updated_at'
  >[];
  readonly created_at: string;
  readonly updated_at: string;
}

/** What the project's own back end sees besides. */
export interface AdminIdentityDocument extends IdentityDocument {
  readonly metadata_admin: unknown;
}

/** @param issuer the project's own URL. */
export function buildIdentityDocument(identity: IdentityRecord, issuer: string): IdentityDocument {
  const { externalId } = identity;
  return {
    id: identity.identityId,
    schema_id: identity.schemaId,
    schema_url: `${issuer}/schemas/${identity.schemaId}`,
    state: identity.state,
    state_changed_at: identity.stateChangedAt.toISOString(),
    traits: identity.traits,
    ...(externalId === undefined ? {} : { external_id: externalId }),
    metadata_public: identity.metadataPublic ?? null,
    organization_id: identity.organizationId ?? null,
    verifiable_addresses: identity.addresses.map(buildVerifiableAddress),
    recovery_addresses: identity.addresses.map((address) => ({
      id: address.addressId,
      value: address.value,
      via: 'email' as const,
      created_at: address.createdAt.toISOString(),
      updated_at: address.updatedAt.toISOString(),
    })),
    created_at: identity.createdAt.toISOString(),
    updated_at: identity.updatedAt.toISOString(),
  };
}

export function buildAdminIdentityDocument(
  identity: IdentityRecord,
  issuer: string,
): AdminIdentityDocument {
  return {
    ...buildIdentityDocument(identity, issuer),
    metadata_admin: identity.metadataAdmin ?? null,
  };
}

function buildVerifiableAddress(address: IdentityAddress): VerifiableAddressDocument {
  const { verifiedAt } = address;
  return {
    id: address.addressId,
    value: address.value,
    via: 'email',
    verified: verifiedAt !== undefined,
    status: verifiedAt === undefined ? 'pending' : 'completed',
    ...(verifiedAt === undefined ? {} : { verified_at: verifiedAt.toISOString() }),
    created_at: address.createdAt.toISOString(),
    updated_at: address.updatedAt.toISOString(),
  };
}
