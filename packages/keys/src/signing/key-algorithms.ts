// The signature algorithms (RFC 7518 section 3, RFC 8037) that keys are made for. Issuers sign with four of
// them; a project's own key sets may have RS512 and ES512 too.

import { constants, type SignKeyObjectInput } from 'node:crypto';
import { signingAlgorithms } from '@gatehouse/protocol';

export const keyAlgorithms = [...signingAlgorithms, 'RS512', 'ES512'] as const;
export type KeyAlgorithm = (typeof keyAlgorithms)[number];

interface AlgorithmFacts {
  readonly kty: 'RSA' | 'EC' | 'OKP';
  readonly curve?: 'P-256' | 'P-521' | 'Ed25519';
  /** Node's digest name; null where the algorithm hashes by itself. */
  readonly digest: string | null;
  /** Bytes of r and of s in an ECDSA signature (RFC 7518 section 3.4). */
  readonly coordinateLength?: number;
  readonly padding?: Pick<SignKeyObjectInput, 'padding' | 'saltLength'>;
}

export const algorithmFacts: Readonly<Record<KeyAlgorithm, AlgorithmFacts>> = {
  RS256: { kty: 'RSA', digest: 'sha256' },
  RS512: { kty: 'RSA', digest: 'sha512' },
  PS256: {
    kty: 'RSA',
    digest: 'sha256',
    padding: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
  },
  ES256: { kty: 'EC', curve: 'P-256', digest: 'sha256', coordinateLength: 32 },
  ES512: { kty: 'EC', curve: 'P-521', digest: 'sha512', coordinateLength: 66 },
  EdDSA: { kty: 'OKP', curve: 'Ed25519', digest: null },
};

/** @returns whether keys can be made for it. */
export function isKeyAlgorithm(value: unknown): value is KeyAlgorithm {
  return (keyAlgorithms as readonly unknown[]).includes(value);
}
