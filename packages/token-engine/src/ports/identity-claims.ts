import type { IdentityId } from '@gatehouse/protocol';

/** What an ID token or userinfo may say of a person (OpenID Connect Core section 5.1). */
export interface IdentityClaims {
  readonly email: string | undefined;
  readonly emailVerified: boolean;
  readonly name: string | undefined;
  readonly updatedAtSeconds: number;
}

/** The people of one project. */
export interface Identities {
  /** @returns undefined where there is no such identity, or it is not active. */
  loadClaims(identityId: IdentityId): Promise<IdentityClaims | undefined>;
}
