import type {
  IdentityAddress,
  IdentityRecord,
  IdentityState,
  Traits,
} from '@gatehouse/identity-engine';
import type { IdentityAddress as AddressRow, Identity } from '../generated/client.ts';
import { readIdentityId, readJson } from './stored-values.ts';

/** What is read with every identity. */
export const withAddresses = { addresses: { orderBy: { createdAt: 'asc' } } } as const;

export interface IdentityWithAddresses extends Omit<Identity, 'projectId'> {
  addresses: Omit<AddressRow, 'projectId' | 'identityId'>[];
}

export function readIdentity(row: IdentityWithAddresses): IdentityRecord {
  return {
    identityId: readIdentityId(row.identityId),
    schemaId: row.schemaId,
    traits: readJson<Traits>(row.traits),
    state: readIdentityState(row.state),
    stateChangedAt: row.stateChangedAt,
    externalId: row.externalId ?? undefined,
    organizationId: row.organizationId ?? undefined,
    metadataPublic: row.metadataPublic ?? undefined,
    metadataAdmin: row.metadataAdmin ?? undefined,
    addresses: row.addresses.map(readAddress),
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** Whatever is not active is inactive: nobody gets in by a value that nobody knows. */
export function readIdentityState(stored: string): IdentityState {
  return stored === 'active' ? 'active' : 'inactive';
}

function readAddress(row: IdentityWithAddresses['addresses'][number]): IdentityAddress {
  return {
    addressId: row.addressId,
    normalized: row.normalized,
    value: row.value,
    verifiedAt: row.verifiedAt ?? undefined,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
