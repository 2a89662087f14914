// The rows of identities, as far as code outside this package may reach them. Bound to a project and to one
// transaction, as everything in transactions.ts.

import type {
  AttemptCounter,
  Flow,
  FlowForm,
  IdentityRecord,
  IdentityState,
  Session,
  SessionFacts,
  Traits,
} from '@gatehouse/identity-engine';
import type { PasswordAccount } from '@gatehouse/identity-engine/ports';
import type { IdentityId, SessionId } from '@gatehouse/protocol';

export interface NewIdentity {
  readonly identityId: IdentityId;
  readonly schemaId: string;
  readonly traits: Traits;
  readonly state?: IdentityState;
  readonly externalId?: string | undefined;
  /** An organization that `organizations.hold` has found in this transaction. */
  readonly organizationId?: string | undefined;
  readonly metadataPublic?: unknown;
  readonly metadataAdmin?: unknown;
  readonly address: NewAddress;
  readonly passwordHash?: string | undefined;
}

export interface NewAddress {
  readonly addressId: string;
  readonly normalized: string;
  readonly value: string;
  /** null: not verified; undefined: as it was, which for a new address is not. */
  readonly verifiedAt?: Date | null | undefined;
}

export type IdentityConflict = 'address_taken' | 'external_id_taken';

/** What may be changed of an identity; `undefined` leaves it as it is, null empties it. */
export interface IdentityChange {
  readonly traits?: Traits;
  readonly externalId?: string | null;
  /** As `NewIdentity`'s; null: of none. */
  readonly organizationId?: string | null;
  readonly metadataPublic?: unknown;
  readonly metadataAdmin?: unknown;
  /** Replaces the address where it is another one; a new address is not verified. */
  readonly address?: NewAddress;
}

export interface IdentityRows {
  find(identityId: string): Promise<IdentityRecord | undefined>;
  /** Finds the row and locks it until the transaction ends: for who changes what they have read. */
  findForUpdate(identityId: string): Promise<IdentityRecord | undefined>;
  /** Finds the row and keeps it from being changed or deleted until the transaction ends. */
  findForShare(identityId: string): Promise<IdentityRecord | undefined>;
  /** @param normalized the address as `normalizeIdentifier` writes it. */
  findByAddress(normalized: string): Promise<IdentityRecord | undefined>;
  /** @param addressId the id of one of its addresses, whatever that address is by now. */
  findByAddressId(addressId: string): Promise<IdentityRecord | undefined>;
  /** Who signs in with the address, in one statement whether there is somebody or not. */
  findAccount(normalized: string): Promise<PasswordAccount | undefined>;
  findByExternalId(externalId: string): Promise<IdentityRecord | undefined>;
  /** In the order of their ids, which is that of their creation. */
  list(
    page: { readonly limit: number; readonly after: string | undefined },
    filter: {
      readonly address?: string;
      readonly ids?: readonly string[];
      readonly organizationId?: string;
    },
  ): Promise<readonly IdentityRecord[]>;
  /**
   * Adds the identity with its address and credential, and starts its revocation epoch. Of parallel callers
   * with one address exactly one adds; the others write nothing and see `address_taken`.
   */
  insert(identity: NewIdentity): Promise<'inserted' | IdentityConflict>;
  /** @returns undefined where there is no such identity. */
  update(
    identityId: string,
    change: IdentityChange,
  ): Promise<IdentityRecord | IdentityConflict | undefined>;
  /**
   * `inactive` ends the identity's epoch and all its sessions: its tokens are dead with the commit. `active`
   * begins a new epoch. @returns undefined where there is no such identity.
   */
  setState(
    identityId: IdentityId,
    change: { readonly state: IdentityState; readonly at: Date },
  ): Promise<IdentityRecord | undefined>;
  /** Raises the identity's epoch and ends all its sessions: whatever was issued so far is dead with the commit. */
  revoke(identityId: IdentityId, at: Date): Promise<void>;
  /** Deletes the identity with all that is its own, and ends its epochs. */
  delete(identityId: IdentityId): Promise<boolean>;
  /** @returns the PHC string of its password, or undefined where it has none. */
  findPasswordHash(identityId: string): Promise<string | undefined>;
  setPasswordHash(identityId: IdentityId, passwordHash: string): Promise<void>;
  /** @returns the types of credentials that the identity has. */
  listCredentials(
    identityId: string,
  ): Promise<readonly { type: string; createdAt: Date; updatedAt: Date }[]>;
  deleteCredential(identityId: IdentityId, type: string): Promise<boolean>;
}

export interface SessionRows {
  /** Adds the session and starts its revocation epoch. */
  insert(session: Session, tokenHash: Uint8Array): Promise<void>;
  /** Puts the session under a new token, with new times. @returns false where it has ended. */
  renew(session: Session, tokenHash: Uint8Array): Promise<boolean>;
  find(sessionId: string): Promise<SessionFacts | undefined>;
  /** Newest first. */
  list(
    page: {
      readonly limit: number;
      readonly after: { issuedAt: Date; sessionId: string } | undefined;
    },
    filter: { readonly identityId?: string; readonly liveAt?: Date },
  ): Promise<readonly SessionFacts[]>;
  extend(sessionId: string, idleExpiresAt: Date): Promise<boolean>;
  /** Ends the session and its epoch. @returns false where there is none, or it had ended. */
  end(sessionId: string, at: Date): Promise<boolean>;
  /** Ends all sessions of an identity that have not ended, but one. @returns how many. */
  endAll(
    identityId: string,
    ending: { readonly at: Date; readonly except?: SessionId },
  ): Promise<number>;
  /** Removes sessions that expired before that moment, with their epochs. @returns how many. */
  deleteExpired(before: Date, limit: number): Promise<number>;
}

export interface FlowRows {
  insert(flow: Flow): Promise<void>;
  find(flowId: string): Promise<Flow | undefined>;
  /** @returns false where the flow was completed, or is gone. */
  setForm(flowId: string, form: FlowForm): Promise<boolean>;
  /** Of any number of parallel callers exactly one sees true. */
  complete(flowId: string, at: Date): Promise<boolean>;
  deleteExpired(before: Date, limit: number): Promise<number>;
}

/** A counter under the keyed hash of what it counts. */
export interface KeyedCounter {
  readonly keyHash: Uint8Array;
  readonly counter: AttemptCounter;
}

export interface LoginAttemptRows {
  /** @returns the counters in the order of their keys; one that was never written is empty. */
  load(keyHashes: readonly Uint8Array[]): Promise<readonly AttemptCounter[]>;
  /** As `load`, and locks them until the transaction ends: whoever comes second waits. */
  lock(keyHashes: readonly Uint8Array[]): Promise<readonly AttemptCounter[]>;
  /** Of counters that this transaction has locked. */
  write(counters: readonly KeyedCounter[]): Promise<void>;
  /** Removes counters that nobody has touched since that moment. @returns how many. */
  deleteUntouched(before: Date, limit: number): Promise<number>;
}

/** The part of a project's transaction that is about identities. */
export interface IdentityTransaction {
  readonly identities: IdentityRows;
  readonly sessions: SessionRows;
  readonly flows: FlowRows;
  readonly loginAttempts: LoginAttemptRows;
}
