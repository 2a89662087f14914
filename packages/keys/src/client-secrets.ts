// Client secrets: 256 random bits, kept as a keyed hash. A slow hash would protect a guessable secret; these
// cannot be guessed, and the token endpoint hashes one on every request.

import { timingSafeEqual } from 'node:crypto';
import { type ProjectId, tokenPrefixes } from '@gatehouse/protocol';
import type { ClientSecrets, Random } from '@gatehouse/token-engine/ports';
import { buildChecksum } from './checksum.ts';
import type { Keyring } from './keyring/keyring.ts';

const longestSecret = 1024;

/** The port ClientSecrets for one project: the same secret hashes differently in every other. */
export function createClientSecrets(keyring: Keyring, projectId: ProjectId): ClientSecrets {
  const use = { purpose: 'client-secret', tenantId: projectId } as const;
  return {
    hash(secret) {
      const key = keyring.primaryKey(use);
      return { keyId: key.keyId, hash: key.keyedHash(secret), expiresAtSeconds: undefined };
    },
    matches(presented, hashes, nowSeconds) {
      if (presented === '' || presented.length > longestSecret) return false;
      let isMatch = false;
      // Every stored hash is compared, whichever matches: the time tells nothing about the position.
      for (const stored of hashes) {
        const key = keyring.keyById(use, stored.keyId);
        if (key === undefined) continue;
        const candidate = key.keyedHash(presented);
        const isEqual =
          stored.hash.length === candidate.length && timingSafeEqual(candidate, stored.hash);
        const isLive =
          stored.expiresAtSeconds === undefined || nowSeconds < stored.expiresAtSeconds;
        isMatch = (isEqual && isLive) || isMatch;
      }
      return isMatch;
    },
  };
}

/** @returns a new secret: `gh_cs_`, 43 characters (256 bits) and a checksum of 6. */
export function generateClientSecret(random: Random): string {
  const text = tokenPrefixes.clientSecret + Buffer.from(random.bytes(32)).toString('base64url');
  return text + buildChecksum(text);
}
