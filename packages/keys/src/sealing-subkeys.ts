// The keys that tokens are really encrypted with: each comes out of 96 random bits, serves many tokens of one
// process, and is kept, because deriving it anew takes longer than the encryption.

import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Random } from '@gatehouse/token-engine/ports';
import type { DerivedKey } from './keyring/keyring.ts';

export const saltLength = 12;

/** What one token is sealed with. The count never repeats under one salt of one process. */
export interface SealingSubkey {
  readonly salt: Uint8Array;
  readonly key: KeyObject;
  readonly count: number;
}

export interface SealingSubkeys {
  next(random: Random): SealingSubkey;
  /** @returns the key of a salt, which whoever presents a token may have made up. */
  of(salt: Uint8Array): KeyObject;
  /** Keeps the key of a salt that proved to be genuine. */
  keep(salt: Uint8Array, key: KeyObject): void;
}

/** AES-GCM allows 2^32 under one key with IVs like these (NIST SP 800-38D section 8.3); this is far below. */
const largestCount = 2 ** 20;
/** Of each project: what busy issuers in front of it had sealed lately. */
const maxKept = 64;

export function createSealingSubkeys({ keyedHash }: DerivedKey): SealingSubkeys {
  const kept = new Map<string, KeyObject>();
  // A KeyObject: on Node 24 a cipher takes twice as long with a key given as bytes.
  const derive = (salt: Uint8Array) => createSecretKey(keyedHash(salt));
  const nameOf = (salt: Uint8Array) =>
    Buffer.from(salt.buffer, salt.byteOffset, salt.byteLength).toString('latin1');
  let current: { salt: Uint8Array; key: KeyObject; count: number } | undefined;

  function keep(salt: Uint8Array, key: KeyObject): void {
    const name = nameOf(salt);
    if (kept.has(name)) return;
    kept.set(name, key);
    if (kept.size <= maxKept) return;
    const oldest = kept.keys().next();
    if (!oldest.done) kept.delete(oldest.value);
  }

  return {
    next(random) {
      if (current === undefined || current.count === largestCount) {
        const salt = random.bytes(saltLength);
        current = { salt, key: derive(salt), count: 0 };
        keep(salt, current.key);
      }
      current.count += 1;
      return current;
    },
    of: (salt) => kept.get(nameOf(salt)) ?? derive(salt),
    keep,
  };
}
