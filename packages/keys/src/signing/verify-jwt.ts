// Verifying our own JWTs (RFC 7515 section 5.2, RFC 8725): by this project's keys alone, chosen by kid, with
// the one algorithm that the key is for and the one type that the caller expects.

import type { KeyObject } from 'node:crypto';
import type { JwtClaims, JwtType } from '@gatehouse/token-engine/ports';
import { compactVerify, decodeProtectedHeader, errors } from 'jose';
import type { KeyAlgorithm } from './key-algorithms.ts';

export interface VerificationKey {
  readonly alg: KeyAlgorithm;
  readonly key: KeyObject;
}

const longestJwt = 16_384;
const headerMembers = new Set(['alg', 'kid', 'typ']);

/** @returns the header, where it has exactly the members that our signer writes (no jku, jwk, x5u, crit). */
function parseHeader(jwt: string): { alg: string; kid: string; typ: string } | undefined {
  try {
    const header = decodeProtectedHeader(jwt);
    const { alg, kid, typ } = header;
    if (!Object.keys(header).every((member) => headerMembers.has(member))) return undefined;
    if (alg === undefined || kid === undefined || typ === undefined) return undefined;
    return { alg, kid, typ };
  } catch {
    return undefined;
  }
}

/** @returns the claims, or undefined for anything that none of these keys signed as that type. */
export async function verifyJwt(
  jwt: string,
  type: JwtType,
  keys: ReadonlyMap<string, VerificationKey>,
): Promise<JwtClaims | undefined> {
  if (jwt.length > longestJwt) return undefined;
  const header = parseHeader(jwt);
  const key = header === undefined ? undefined : keys.get(header.kid);
  if (header === undefined || key === undefined) return undefined;
  if (header.typ !== type || header.alg !== key.alg) return undefined;
  try {
    const { payload } = await compactVerify(jwt, key.key, { algorithms: [key.alg] });
    const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
    return typeof claims === 'object' && claims !== null && !Array.isArray(claims)
      ? { ...claims }
      : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
