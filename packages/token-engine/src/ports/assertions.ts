import type { GrantId, PublicJwk } from '@gatehouse/protocol';
import type { EpochFact } from './liveness.ts';
import type { JwtClaims } from './signer.ts';

/** What an assertion says of itself before anybody has proven it. */
export interface UnprovenAssertion {
  readonly issuer: string;
  readonly subject: string;
  /** `kid` of its header. */
  readonly keyId: string | undefined;
}

/** JWTs of others (RFC 7523): nothing is fetched, and no header says with which key or algorithm they are checked. */
export interface Assertions {
  /** @returns undefined for what is no JWT with an issuer and a subject, or whose header brings a key. */
  read(jwt: string): UnprovenAssertion | undefined;
  /** @returns the claims, where this very key signed them with its own algorithm. */
  verify(jwt: string, key: PublicJwk): Promise<JwtClaims | undefined>;
  /** @returns what names one assertion of one issuer for ever, whatever becomes of the keyring. */
  hash(of: { readonly issuer: string; readonly jwtId: string }): Uint8Array;
}

/** Whose assertions a project exchanges for access tokens, about whom and for what. */
export interface TrustedIssuer {
  /** It is a grant: what it issued ends with it. */
  readonly issuerId: GrantId;
  readonly issuer: string;
  /** undefined: it may speak about anybody. */
  readonly subject: string | undefined;
  readonly scope: readonly string[];
  readonly publicJwk: PublicJwk;
  readonly expiresAtSeconds: number;
  readonly epoch: EpochFact;
}

/** The trusted issuers of one project. */
export interface TrustedIssuers {
  /** @returns the few that an assertion can be of: those about this very subject first. */
  findFor(assertion: UnprovenAssertion): Promise<readonly TrustedIssuer[]>;
}
