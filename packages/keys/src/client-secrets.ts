// Client secrets: 256 random bits, kept as a keyed hash. A slow hash would protect a guessable secret; these
// cannot be guessed, and the token endpoint hashes one on every request.

import { timingSafeEqual } from 'node:crypto';
import { type ProjectId, tokenPrefixes } from '@gatehouse/protocol';
import type { ClientSecrets, Random, SecretHash } from '@gatehouse/token-engine/ports';
import { buildChecksum } from './checksum.ts';
import type { DerivedKey, Keyring } from './keyring/keyring.ts';

const longestSecret = 1024;

/** The port ClientSecrets for one project: the same secret hashes differently in every other. */
export function createClientSecrets(keyring: Keyring, projectId: ProjectId): ClientSecrets {
  return new ProjectSecrets(keyring, projectId);
}

class ProjectSecrets implements ClientSecrets {
  readonly #keyring: Keyring;
  readonly #projectId: ProjectId;
  /** The one that was asked for last: mostly there is no other. */
  #lastKey: DerivedKey | undefined;

  constructor(keyring: Keyring, projectId: ProjectId) {
    this.#keyring = keyring;
    this.#projectId = projectId;
  }

  hash(secret: string): SecretHash {
    const keyId = this.#keyring.primaryKeyId;
    const hash = this.#keyById(keyId)?.keyedHash(secret);
    if (hash === undefined) throw new Error('The keyring lost its primary key.');
    return { keyId, hash, expiresAtSeconds: undefined };
  }

  matches(presented: string, hashes: readonly SecretHash[], nowSeconds: number): boolean {
    if (presented === '' || presented.length > longestSecret) return false;
    let isMatch = false;
    // Every stored hash is compared, whichever matches: the time tells nothing about the position.
    for (const stored of hashes) {
      const candidate = this.#keyById(stored.keyId)?.keyedHash(presented);
      if (candidate === undefined) continue;
      const isEqual =
        stored.hash.length === candidate.length && timingSafeEqual(candidate, stored.hash);
      const isLive = stored.expiresAtSeconds === undefined || nowSeconds < stored.expiresAtSeconds;
      isMatch = (isEqual && isLive) || isMatch;
    }
    return isMatch;
  }

  #keyById(keyId: string): DerivedKey | undefined {
    if (this.#lastKey?.keyId === keyId) return this.#lastKey;
    const use = { purpose: 'client-secret', tenantId: this.#projectId } as const;
    const key = this.#keyring.keyById(use, keyId);
    this.#lastKey = key ?? this.#lastKey;
    return key;
  }
}

/** @returns a new secret: `gh_cs_`, 43 characters (256 bits) and a checksum of 6. */
export function generateClientSecret(random: Random): string {
  const text = tokenPrefixes.clientSecret + Buffer.from(random.bytes(32)).toString('base64url');
  return text + buildChecksum(text);
}
