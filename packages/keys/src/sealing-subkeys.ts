// The keys that tokens are really encrypted with: each comes out of 96 random bits, serves many tokens of one
// process, and is kept, because deriving it anew takes longer than the encryption.

import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Random } from '@gatehouse/token-engine/ports';
import type { DerivedKey } from './keyring/keyring.ts';

export const saltLength = 12;

/** What one token is sealed with. */
export interface SealingSubkey {
  /** The bytes as latin1 text, which takes an eighth of the memory of an array of twelve bytes. */
  readonly salt: string;
  readonly key: KeyObject;
  /** Never repeats under one salt of one process. */
  readonly count: number;
}

/** AES-GCM allows 2^32 under one key with IVs like these (NIST SP 800-38D section 8.3); this is far below. */
const largestCount = 2 ** 20;
/** Of each project: what busy issuers in front of it had sealed lately. */
const maxKept = 64;

/** The subkeys of one project under one root. Many projects seal with one of their own and open no other's. */
export class SealingSubkeys {
  readonly #derived: DerivedKey;
  #current: { readonly salt: string; readonly key: KeyObject; count: number } | undefined;
  #others: Map<string, KeyObject> | undefined;

  constructor(derived: DerivedKey) {
    this.#derived = derived;
  }

  next(random: Random): SealingSubkey {
    let current = this.#current;
    if (current === undefined || current.count === largestCount) {
      const salt = nameOf(random.bytes(saltLength));
      if (current !== undefined) this.#keepOther(current.salt, current.key);
      current = { salt, key: this.#derive(salt), count: 0 };
      this.#current = current;
    }
    current.count += 1;
    return current;
  }

  /** @returns the key of a salt, which whoever presents a token may have made up. */
  of(salt: Uint8Array): KeyObject {
    const name = nameOf(salt);
    return this.#find(name) ?? this.#derive(name);
  }

  /** Keeps the key of a salt that proved to be genuine. */
  keep(salt: Uint8Array, key: KeyObject): void {
    const name = nameOf(salt);
    if (this.#find(name) === undefined) this.#keepOther(name, key);
  }

  #find(name: string): KeyObject | undefined {
    const current = this.#current;
    return current?.salt === name ? current.key : this.#others?.get(name);
  }

  #keepOther(name: string, key: KeyObject): void {
    this.#others ??= new Map();
    this.#others.set(name, key);
    if (this.#others.size <= maxKept) return;
    const oldest = this.#others.keys().next();
    if (!oldest.done) this.#others.delete(oldest.value);
  }

  /** A KeyObject: on Node 24 a cipher takes twice as long with a key given as bytes. */
  #derive(name: string): KeyObject {
    return createSecretKey(this.#derived.keyedHash(Buffer.from(name, 'latin1')));
  }
}

function nameOf(salt: Uint8Array): string {
  return Buffer.from(salt.buffer, salt.byteOffset, salt.byteLength).toString('latin1');
}
