// The installation's root keys, and the keys derived from them by HKDF-SHA256 (RFC 5869), one for each
// purpose and tenant.

import { createSecretKey, hash, hkdfSync, type KeyObject } from 'node:crypto';
import type { KeyPurpose } from './key-purposes.ts';
import { buildKeyedHash } from './keyed-hash.ts';

/** A root key, identified. The tag is the fixed short form of the id that stands in every ciphertext. */
export interface KeyringEntry {
  readonly keyId: string;
  readonly root: Uint8Array;
}

/** A derived key. `tag`: 4 bytes that name its root. */
export interface DerivedKey {
  readonly keyId: string;
  readonly tag: Buffer;
  readonly key: KeyObject;
  /** The HMAC-SHA-256 under this key, 32 bytes; a text is hashed in UTF-8. */
  keyedHash(data: string | Uint8Array): Buffer;
}

/** What a derived key is bound to: its purpose, and the project or workspace. */
export interface KeyUse {
  readonly purpose: KeyPurpose;
  readonly tenantId: string;
}

export interface Keyring {
  /** Every new hash and ciphertext is made with this root; the others only open what is older. */
  readonly primaryKeyId: string;
  primaryKey(use: KeyUse): DerivedKey;
  /** @returns undefined where the ring has no root of that id. */
  keyById(use: KeyUse, keyId: string): DerivedKey | undefined;
  /** @returns undefined where no root of the ring has that tag. */
  keyByTag(use: KeyUse, tag: number): DerivedKey | undefined;
}

export const keyTagLength = 4;

/** @returns the fixed short form of a key id. */
export function buildKeyTag(keyId: string): Buffer {
  return hash('sha256', `gatehouse key id ${keyId}`, 'buffer').subarray(0, keyTagLength);
}

const keyLength = 32;

/** Its bytes stay out of reach of logs and serialisers. Most keys are hashed with alone and never made an object. */
class KeyOfUse implements DerivedKey {
  readonly keyId: string;
  readonly tag: Buffer;
  // Sixty-four bytes or fewer stand within the object, without memory of their own.
  readonly #bytes = new Uint8Array(keyLength);
  #key: KeyObject | undefined;

  constructor(root: Pick<DerivedKey, 'keyId' | 'tag'>, bytes: ArrayBuffer) {
    this.keyId = root.keyId;
    this.tag = root.tag;
    this.#bytes.set(new Uint8Array(bytes));
  }

  get key(): KeyObject {
    this.#key ??= createSecretKey(this.#bytes);
    return this.#key;
  }

  keyedHash(data: string | Uint8Array): Buffer {
    return buildKeyedHash(this.#bytes, data);
  }
}

// Keys of the projects that were busy last; deriving one anew takes 10 microseconds.
const maxCachedKeys = 20_000;

/** Keeps the roots out of reach of logs and serialisers: nothing enumerable holds them. */
export function createKeyring(entries: readonly [KeyringEntry, ...KeyringEntry[]]): Keyring {
  const roots = new Map(entries.map(({ keyId, root }) => [keyId, createSecretKey(root)]));
  const tags = new Map(entries.map(({ keyId }) => [keyId, buildKeyTag(keyId)]));
  const idByTag = new Map([...tags].map(([keyId, tag]) => [tag.readUInt32BE(), keyId]));
  const cache = new Map<string, DerivedKey>();
  const primaryKeyId = entries[0].keyId;

  function keyById({ purpose, tenantId }: KeyUse, keyId: string): DerivedKey | undefined {
    const root = roots.get(keyId);
    const tag = tags.get(keyId);
    if (root === undefined || tag === undefined) return undefined;
    const label = `gatehouse/1/${purpose}/${tenantId}`;
    const cacheKey = `${keyId}/${label}`;
    const known = cache.get(cacheKey);
    if (known !== undefined) return known;
    const derived = new KeyOfUse({ keyId, tag }, hkdfSync('sha256', root, '', label, keyLength));
    if (cache.size >= maxCachedKeys) {
      const oldest = cache.keys().next();
      if (!oldest.done) cache.delete(oldest.value);
    }
    cache.set(cacheKey, derived);
    return derived;
  }

  return {
    primaryKeyId,
    primaryKey(use) {
      const key = keyById(use, primaryKeyId);
      if (key === undefined) throw new Error('The keyring lost its primary key.');
      return key;
    },
    keyById,
    keyByTag(use, tag) {
      const keyId = idByTag.get(tag);
      return keyId === undefined ? undefined : keyById(use, keyId);
    },
  };
}
