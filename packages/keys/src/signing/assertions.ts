// JWTs of others (RFC 7523, RFC 8725): proven by one key that an administrator named, with the one algorithm that
// the key is for. Whatever the header says of keys and addresses is refused unread.

import { createHash, createPublicKey } from 'node:crypto';
import type { PublicJwk } from '@gatehouse/protocol';
import type { Assertions, JwtClaims, UnprovenAssertion } from '@gatehouse/token-engine/ports';
import { compactVerify, decodeJwt, decodeProtectedHeader, errors } from 'jose';
import { isKeyAlgorithm } from './key-algorithms.ts';

const longestJwt = 16_384;
const longestText = 255;
/** Thumbprints of certificates say nothing here, and some issuers always send them. */
const headerMembers = new Set(['alg', 'kid', 'typ', 'x5t', 'x5t#S256']);

/** The port Assertions. It knows no project: the key comes with each call. */
export const assertions: Assertions = {
  read(jwt) {
    if (jwt.length > longestJwt) return undefined;
    try {
      return readUnproven(jwt);
    } catch (error) {
      if (isOfJwt(error)) return undefined;
      throw error;
    }
  },
  async verify(jwt, key) {
    const { alg } = key;
    if (jwt.length > longestJwt || !isKeyAlgorithm(alg)) return undefined;
    try {
      return await verifyWith(jwt, key, alg);
    } catch (error) {
      if (isOfJwt(error)) return undefined;
      throw error;
    }
  },
  hash: ({ issuer, jwtId }) =>
    createHash('sha256')
      .update(JSON.stringify(['assertion', issuer, jwtId]))
      .digest(),
};

function readUnproven(jwt: string): UnprovenAssertion | undefined {
  const header = decodeProtectedHeader(jwt);
  const { kid, typ } = header;
  if (!Object.keys(header).every((member) => headerMembers.has(member))) return undefined;
  // RFC 8725 section 3.11: a JWT of another type, an access token for one, is no assertion.
  if (typ !== undefined && !/^jwt$/i.test(typ)) return undefined;
  const { iss, sub } = decodeJwt(jwt);
  if (!isShortText(iss) || !isShortText(sub)) return undefined;
  if (kid !== undefined && !isShortText(kid)) return undefined;
  return { issuer: iss, subject: sub, keyId: kid };
}

async function verifyWith(
  jwt: string,
  key: PublicJwk,
  algorithm: string,
): Promise<JwtClaims | undefined> {
  const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
  const { payload } = await compactVerify(jwt, publicKey, { algorithms: [algorithm] });
  const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
  return typeof claims === 'object' && claims !== null && !Array.isArray(claims)
    ? { ...claims }
    : undefined;
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longestText;
}

/** Whether the JWT is to blame; jose throws a TypeError for what is none. */
function isOfJwt(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError || error instanceof SyntaxError || error instanceof TypeError
  );
}
