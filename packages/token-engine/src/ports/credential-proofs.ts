import type { PublicJwk } from '@gatehouse/protocol';
import type { JwtClaims } from './signer.ts';

/** A key that somebody has shown to hold, and what they signed with it. */
export interface PossessionProof {
  /** The members that make the key, and no other. */
  readonly key: Omit<PublicJwk, 'kid' | 'use' | 'alg'>;
  readonly claims: JwtClaims;
}

/** Proofs of possession for verifiable credentials, in one project. */
export interface CredentialProofs {
  /** @returns a nonce that counts with this access token alone; nothing is stored. */
  createNonce(accessToken: string, expiresAtSeconds: number): string;
  /** Compares in constant time. */
  isNonce(presented: string, accessToken: string, nowSeconds: number): boolean;
  /** @returns undefined for what is no `openid4vci-proof+jwt` signed by the public key in its header. */
  verify(jwt: string): Promise<PossessionProof | undefined>;
}
