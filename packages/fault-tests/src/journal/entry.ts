// What is written down about a request that was acknowledged, or that may have been carried out without it.

export type EntryKind =
  /** An access token by client credentials. */
  | 'issued'
  /** A code was redeemed: a family began. */
  | 'redeemed'
  | 'refreshed'
  /** A refresh got no answer within the grace: whether its token is used is open, and it is not presented again. */
  | 'abandoned'
  /** A revocation was sent: whether it was carried out is open until it is acknowledged. */
  | 'revoking'
  | 'revoked'
  | 'client_created'
  | 'client_deleted'
  | 'registered';

export interface Entry {
  /** Of the request, unique in the journal. */
  readonly request: string;
  readonly kind: EntryKind;
  /** Whom it is about: a family (its first request), the request that issued a token, a client, an address. */
  readonly subject: string;
  readonly tokens?: readonly JournalToken[];
  /** SHA-256 of the code that was redeemed, in base64url. */
  readonly codeHash?: string;
}

export interface JournalToken {
  readonly use: 'access' | 'refresh';
  /** SHA-256 in base64url. */
  readonly hash: string;
  /** The token, sealed under a key that no file holds. */
  readonly sealed: string;
}

export interface StoredEntry extends Entry {
  readonly atMilliseconds: number;
}
