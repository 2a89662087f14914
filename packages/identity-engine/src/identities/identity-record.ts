import type { IdentityId } from '@gatehouse/protocol';

export type IdentityState = 'active' | 'inactive';

/** What a person's schema holds of them. Its form is `identitySchema`. */
export interface Traits {
  readonly email: string;
  readonly name?: string;
}

/** An e-mail address of an identity. `normalized` is unique within its project. */
export interface IdentityAddress {
  readonly addressId: string;
  readonly normalized: string;
  /** As it was given: where mail goes. */
  readonly value: string;
  readonly verifiedAt: Date | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** An end user of a project. */
export interface IdentityRecord {
  readonly identityId: IdentityId;
  readonly schemaId: string;
  readonly traits: Traits;
  readonly state: IdentityState;
  readonly stateChangedAt: Date;
  readonly externalId: string | undefined;
  /** The organization of the project that they belong to. */
  readonly organizationId: string | undefined;
  readonly metadataPublic: unknown;
  readonly metadataAdmin: unknown;
  readonly addresses: readonly IdentityAddress[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
