import type { Keyring, KeyUse } from './keyring.ts';

/** @returns 32 bytes that every process with this keyring knows, of the primary root; for what needs raw bytes. */
export function deriveSecret(keyring: Keyring, use: KeyUse): Uint8Array {
  return keyring.primaryKey(use).key.export();
}
