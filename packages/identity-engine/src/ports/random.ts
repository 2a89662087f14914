/** Cryptographic randomness. */
export interface Random {
  /** @returns that many fresh random bytes. */
  bytes(length: number): Uint8Array;
}
