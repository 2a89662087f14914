// What verifiable credentials are bound by: nonces that count with one access token, and proofs that somebody holds
// a key. A nonce is base64url(key tag 4 | expiry 4 | HMAC-SHA-256 over expiry and token 32).

import { createHmac, createPublicKey, timingSafeEqual } from 'node:crypto';
import type { ProjectId } from '@gatehouse/protocol';
import { proofAlgorithms } from '@gatehouse/token-engine';
import type { CredentialProofs, PossessionProof } from '@gatehouse/token-engine/ports';
import { compactVerify, decodeProtectedHeader, errors } from 'jose';
import { parseBase64url } from './base64url.ts';
import { type DerivedKey, type Keyring, keyTagLength } from './keyring/keyring.ts';
import { JsonWebKeyError, parseJsonWebKey } from './signing/json-web-key.ts';

const proofType = 'openid4vci-proof+jwt';
const longestProof = 8192;
const expiryOffset = keyTagLength;
const macOffset = expiryOffset + 4;
const nonceLength = macOffset + 32;
const headerMembers = new Set(['alg', 'typ', 'jwk']);

function buildNonce(key: DerivedKey, accessToken: string, expiresAtSeconds: number): Buffer {
  const expiry = Buffer.alloc(4);
  expiry.writeUInt32BE(expiresAtSeconds);
  const mac = createHmac('sha256', key.key).update(expiry).update(accessToken).digest();
  return Buffer.concat([key.tag, expiry, mac]);
}

/** The port CredentialProofs for one project. */
export function createCredentialProofs(keyring: Keyring, projectId: ProjectId): CredentialProofs {
  const use = { purpose: 'credential-nonce', tenantId: projectId } as const;
  return {
    createNonce: (accessToken, expiresAtSeconds) =>
      buildNonce(keyring.primaryKey(use), accessToken, expiresAtSeconds).toString('base64url'),
    isNonce(presented, accessToken, nowSeconds) {
      const bytes = parseBase64url(presented);
      if (bytes === undefined || bytes.length !== nonceLength) return false;
      const key = keyring.keyByTag(use, bytes.readUInt32BE());
      const expiresAtSeconds = bytes.readUInt32BE(expiryOffset);
      if (key === undefined || nowSeconds >= expiresAtSeconds) return false;
      return timingSafeEqual(bytes, buildNonce(key, accessToken, expiresAtSeconds));
    },
    async verify(jwt) {
      if (jwt.length > longestProof) return undefined;
      try {
        return await verifyProof(jwt);
      } catch (error) {
        if (isOfProof(error)) return undefined;
        throw error;
      }
    },
  };
}

/** The key is the holder's to choose: it is proven, never trusted. */
async function verifyProof(jwt: string): Promise<PossessionProof | undefined> {
  const header = decodeProtectedHeader(jwt);
  if (header.typ !== proofType) return undefined;
  if (!Object.keys(header).every((member) => headerMembers.has(member))) return undefined;
  const { publicJwk, privateJwk, alg } = await parseJsonWebKey({ ...header.jwk, alg: header.alg });
  const isOffered = proofAlgorithms.some((known) => known === alg);
  if (privateJwk !== undefined || !isOffered) return undefined;
  const publicKey = createPublicKey({ key: { ...publicJwk }, format: 'jwk' });
  const { payload } = await compactVerify(jwt, publicKey, { algorithms: [alg] });
  const claims: unknown = JSON.parse(new TextDecoder().decode(payload));
  if (typeof claims !== 'object' || claims === null) return undefined;
  const { kid: _kid, use: _use, alg: _alg, ...key } = publicJwk;
  return { key, claims: { ...claims } };
}

/** Whether the proof is to blame; jose throws a TypeError for what is no JWT. */
function isOfProof(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError ||
    error instanceof JsonWebKeyError ||
    error instanceof SyntaxError ||
    error instanceof TypeError
  );
}
