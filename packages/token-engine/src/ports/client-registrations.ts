import type { ClientMetadata } from '@gatehouse/protocol';
import type { SecretHash } from './secrets.ts';

/** A keyed hash of a registration access token. */
export type RegistrationTokenHash = Pick<SecretHash, 'keyId' | 'hash'>;

/** A client that registered itself (RFC 7591). */
export interface RegisteredClient {
  readonly clientId: string;
  readonly metadata: ClientMetadata;
  readonly secretHashes: readonly SecretHash[];
  readonly tokenHash: RegistrationTokenHash;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type NewRegistration = Pick<
  RegisteredClient,
  'clientId' | 'metadata' | 'secretHashes' | 'tokenHash'
>;

/** The clients of one project that registered themselves. Every change is audited under `requestId`. */
export interface ClientRegistrations {
  /** @returns 'full' where there are `maxClients` already, however many register at the same moment. */
  add(
    registration: NewRegistration,
    context: { readonly maxClients: number; readonly requestId: string },
  ): Promise<RegisteredClient | 'full'>;
  /** @returns undefined also for a client that an administrator made, or has changed since it registered itself. */
  find(clientId: string): Promise<RegisteredClient | undefined>;
  /**
   * Replaces it if its token is still `known`: of any number of concurrent callers exactly one succeeds.
   * `rewrite` is given the client as it stands while nobody else can change it; what it throws is thrown, and
   * nothing is written then. @returns undefined for the others, and where the client is gone.
   */
  replace(
    known: RegistrationTokenHash,
    change: {
      readonly clientId: string;
      readonly rewrite: (stored: RegisteredClient) => Omit<NewRegistration, 'clientId'>;
    },
    context: { readonly requestId: string },
  ): Promise<RegisteredClient | undefined>;
  /** Deletes it with all its tokens if its registration token is still `known`. */
  remove(
    known: RegistrationTokenHash,
    clientId: string,
    context: { readonly requestId: string },
  ): Promise<boolean>;
}

/** What a client is given when it registers itself, in one project. */
export interface RegistrationCredentials {
  /** @returns an id that no identity ever has. */
  createClientId(): string;
  createSecret(): { readonly value: string; readonly hash: SecretHash };
  /** @returns a registration access token of 256 random bits, bound to project and client. */
  createToken(clientId: string): { readonly value: string; readonly hash: RegistrationTokenHash };
  /** Compares in constant time, and as long where there is no such client (`stored` undefined). */
  matchesToken(
    presented: string,
    clientId: string,
    stored: RegistrationTokenHash | undefined,
  ): boolean;
}
