// What a grant type decided to issue: data only. One place mints it and writes it.

import type { GrantId, IdentityId, SessionId } from '@gatehouse/protocol';
import type { Redemption } from '../ports/issuance-store.ts';

/** The grant that tokens belong to, with its epochs as read now; absent for client credentials. */
export interface PlannedGrant {
  readonly grantId: GrantId;
  readonly grantEpoch: number;
  readonly identityId: IdentityId;
  readonly identityEpoch: number;
  readonly session: { readonly sessionId: SessionId; readonly epoch: number } | undefined;
}

export interface AccessTokenPlan {
  /** `sub`: the identity, or the client itself (RFC 9068 section 2.2). */
  readonly subject: string;
  readonly scope: readonly string[];
  readonly audience: readonly string[];
  readonly lifetimeSeconds: number;
}

export interface IssuancePlan {
  readonly redeem: Redemption;
  readonly grant: PlannedGrant | undefined;
  readonly accessToken: AccessTokenPlan;
}
