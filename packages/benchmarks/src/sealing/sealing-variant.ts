/** A way to seal access tokens. Each opens what it sealed, and nothing that was changed. */
export interface SealingVariant {
  readonly id: string;
  readonly title: string;
  /** How many messages one key may seal before two of them share a nonce with a chance of 2^-32. */
  readonly messagesPerKey: string;
  readonly seal: (plaintext: Uint8Array) => string | Promise<string>;
  /** Throws, or gives undefined, where it was not sealed with this key. */
  readonly open: (value: string) => unknown;
}
