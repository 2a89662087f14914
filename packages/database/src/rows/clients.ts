// The clients of one project.

import type { ClientMetadata } from '@gatehouse/protocol';
import type { RegistrationTokenHash } from '@gatehouse/token-engine/ports';
import type { PageRequest } from './pages.ts';

export interface StoredSecret {
  readonly keyId: string;
  readonly hash: Uint8Array;
  readonly expiresAt: Date | undefined;
}

export interface ClientRow {
  readonly clientId: string;
  readonly metadata: ClientMetadata;
  /** Newest first; empty for clients without a secret. */
  readonly secrets: readonly StoredSecret[];
  /**
   * Of a client that registered itself (RFC 7591): the hash of its registration access token. 'withdrawn' where
   * an administrator decides about it since.
   */
  readonly registrationToken?: RegistrationTokenHash | 'withdrawn' | undefined;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type NewClientRow = Omit<ClientRow, 'createdAt' | 'updatedAt'>;

export interface ClientRows {
  find(clientId: string): Promise<ClientRow | undefined>;
  /** Finds the row and locks it until the transaction ends: for who changes what they have read. */
  findForUpdate(clientId: string): Promise<ClientRow | undefined>;
  list(
    page: PageRequest<{ createdAt: Date; clientId: string }>,
    filter: { clientName?: string; owner?: string },
  ): Promise<readonly ClientRow[]>;
  count(): Promise<number>;
  /** Counts those that registered themselves and still manage themselves; no other transaction counts them before this one ends. */
  countRegisteredForUpdate(): Promise<number>;
  /** @returns the oldest of those that registered themselves before that moment and never got a token; at most `limit`. */
  listUnusedRegistrations(before: Date, limit: number): Promise<readonly ClientRow[]>;
  /** @returns whether some client names the origin in `allowed_cors_origins`. */
  allowsOrigin(origin: string): Promise<boolean>;
  /** Adds the row and raises (or starts) the client's revocation epoch. @returns 'exists' where the id is taken. */
  insert(row: NewClientRow): Promise<ClientRow | 'exists'>;
  /** @returns undefined where there is no such client. */
  update(
    clientId: string,
    change: Partial<Omit<NewClientRow, 'clientId'>>,
  ): Promise<ClientRow | undefined>;
  /** Deletes the row and ends the client's epoch: all its tokens are dead with the commit. */
  delete(clientId: string): Promise<boolean>;
}
