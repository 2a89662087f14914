/** A keyed hash (HMAC-SHA-256 under a key bound to project and purpose) of a generated secret. */
export interface SecretHash {
  readonly keyId: string;
  readonly hash: Uint8Array;
  /** The secret counts until then; undefined: for ever. Seconds since the epoch. */
  readonly expiresAtSeconds: number | undefined;
}

/** Keyed hashing of one project's client secrets. */
export interface ClientSecrets {
  hash(secret: string): SecretHash;
  /** Compares in constant time with every hash given; an empty list or an unknown key id never matches. */
  matches(presented: string, hashes: readonly SecretHash[], nowSeconds: number): boolean;
}
