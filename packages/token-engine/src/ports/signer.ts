import type { PublicJwk, SigningAlgorithm } from '@gatehouse/protocol';

/** Explicit JWT types (RFC 8725 section 3.11): one kind of token never passes for another. */
export type JwtType = 'at+jwt' | 'JWT' | 'logout+jwt';

export type JwtClaims = Readonly<Record<string, unknown>>;

/** Signing with one project's keys. */
export interface Signer {
  /** Signs with the active key of that algorithm. Throws where the project has none: that is a fault, no verdict. */
  sign(claims: JwtClaims, options: { type: JwtType; algorithm: SigningAlgorithm }): Promise<string>;
  /**
   * @returns the claims of a JWT of that type signed by a key of this project (published, active or
   * retired), or undefined. Checks signature and `typ` only; times, issuer and audience are the caller's.
   */
  verify(jwt: string, type: JwtType): Promise<JwtClaims | undefined>;
  /** The keys to publish (RFC 7517): published, active and retired ones. */
  publicKeys(): readonly PublicJwk[];
}
