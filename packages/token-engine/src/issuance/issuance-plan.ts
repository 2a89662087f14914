// What a grant type decided to issue: data only. One place mints it and writes it.

import type { GrantId, IdentityId, SessionId } from '@gatehouse/protocol';
import type { GrantClaims } from '../ports/grants.ts';
import type { IdentityClaims } from '../ports/identity-claims.ts';
import type { Redemption } from '../ports/issuance-store.ts';

/** What pays for the issuance. A refresh token is presented in clear because its successor is sealed under it. */
export type PlannedRedemption =
  | Redemption
  | {
      readonly kind: 'refresh_token';
      readonly presented: string;
      readonly tokenHash: Uint8Array;
      readonly bucket: number;
    };

/** The grant that tokens belong to, with its epochs as read now; absent for client credentials. */
export interface PlannedGrant {
  readonly grantId: GrantId;
  readonly grantEpoch: number;
  readonly identity: { readonly identityId: IdentityId; readonly epoch: number } | undefined;
  readonly session: { readonly sessionId: SessionId; readonly epoch: number } | undefined;
}

export interface AccessTokenPlan {
  /** `sub`: the identity, or the client itself (RFC 9068 section 2.2). */
  readonly subject: string;
  readonly scope: readonly string[];
  readonly audience: readonly string[];
  readonly lifetimeSeconds: number;
  /** What the accepting page added; a sealed token leaves it on the grant. */
  readonly addedClaims: Readonly<Record<string, unknown>>;
}

export interface IdTokenPlan {
  readonly claims: GrantClaims;
  /** undefined for subjects that are no identity here. */
  readonly identityClaims: IdentityClaims | undefined;
  readonly scope: readonly string[];
  readonly nonce: string | undefined;
  readonly lifetimeSeconds: number;
}

export interface RefreshTokenPlan {
  readonly scope: readonly string[];
  readonly expiresAtSeconds: number;
  /** When the family ends, whatever happens: the partition of all its rows. */
  readonly familyExpiresAtSeconds: number;
}

export interface IssuancePlan {
  readonly redeem: PlannedRedemption;
  readonly grant: PlannedGrant | undefined;
  readonly accessToken: AccessTokenPlan;
  readonly idToken: IdTokenPlan | undefined;
  readonly refreshToken: RefreshTokenPlan | undefined;
}
