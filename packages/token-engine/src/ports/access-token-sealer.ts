/** A sealed access token: its text, and the nonce in it by which it can be denylisted. */
export interface SealedToken {
  readonly value: string;
  readonly tokenId: Uint8Array;
}

/** What was in a sealed token that proved authentic for this project. */
export interface OpenedToken {
  readonly plaintext: Uint8Array;
  readonly tokenId: Uint8Array;
}

/** Authenticated encryption of one project's access tokens. Synchronous: it stands on the hot path. */
export interface AccessTokenSealer {
  seal(plaintext: Uint8Array): SealedToken;
  /** @returns undefined for anything that this project did not seal, whatever is wrong with it. */
  open(value: string): OpenedToken | undefined;
  /** Cheap look at prefix, length, alphabet and checksum; says nothing about authenticity. */
  looksSealed(value: string): boolean;
}
