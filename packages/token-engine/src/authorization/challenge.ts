// Challenges and verifiers: what carries a request from page to page. The id finds it, 256 random bits
// prove that one was sent there; only their hash is kept.

import type { Random } from '../ports/random.ts';
import type { Sha256 } from '../ports/sha256.ts';

const challengePattern = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.[A-Za-z0-9_-]{43}$/;

export interface Challenge {
  readonly value: string;
  readonly secretHash: string;
}

export function createChallenge(
  requestId: string,
  ports: { random: Random; sha256: Sha256 },
): Challenge {
  const value = `${requestId}.${Buffer.from(ports.random.bytes(32)).toString('base64url')}`;
  return { value, secretHash: ports.sha256(value) };
}

/** @returns undefined for anything that no request ever had. */
export function parseChallenge(
  value: string,
  sha256: Sha256,
): { requestId: string; secretHash: string } | undefined {
  const requestId = value.length <= 100 ? challengePattern.exec(value)?.[1] : undefined;
  return requestId === undefined ? undefined : { requestId, secretHash: sha256(value) };
}
