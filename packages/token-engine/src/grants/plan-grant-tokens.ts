// What a grant of a person yields: an access token, an ID token where `openid` was granted, a refresh token
// where offline access was and the client may refresh.

import type { AuthenticatedClient } from '../client-auth/authenticate-client.ts';
import type { IssuancePlan, PlannedGrant } from '../issuance/issuance-plan.ts';
import { isOfflineScope } from '../parameters/scope.ts';
import type { GrantFacts } from '../ports/grants.ts';
import type { IdentityClaims } from '../ports/identity-claims.ts';

export interface GrantTokens {
  readonly grantType: 'authorization_code' | 'refresh_token' | 'device_code';
  readonly grant: GrantFacts;
  readonly plannedGrant: PlannedGrant;
  readonly identityClaims: IdentityClaims | undefined;
  /** Of the access and the ID token. */
  readonly scope: readonly string[];
  /** Of the refresh token: what was granted, however narrow this request (RFC 6749 section 6). */
  readonly grantedScope: readonly string[];
  readonly nonce: string | undefined;
}

export function planGrantTokens(
  tokens: GrantTokens,
  context: { client: AuthenticatedClient; nowSeconds: number },
): Omit<IssuancePlan, 'redeem'> {
  const { grant, scope, grantedScope } = tokens;
  const { client, nowSeconds } = context;
  const lifetimes = client.lifetimes[tokens.grantType];
  const mayRefresh = client.grantTypes.has('refresh_token') && grantedScope.some(isOfflineScope);
  return {
    grant: tokens.plannedGrant,
    accessToken: {
      subject: grant.claims.subject,
      scope,
      audience: grant.audience,
      lifetimeSeconds: lifetimes.accessTokenSeconds,
      addedClaims: grant.claims.accessToken,
    },
    idToken: scope.includes('openid')
      ? {
          claims: grant.claims,
          identityClaims: tokens.identityClaims,
          scope,
          nonce: tokens.nonce,
          lifetimeSeconds: lifetimes.idTokenSeconds,
        }
      : undefined,
    refreshToken: mayRefresh
      ? {
          scope: grantedScope,
          // Sliding, and never past the end of the family (RFC 9700 section 4.14.2).
          expiresAtSeconds: Math.min(
            nowSeconds + lifetimes.refreshTokenSeconds,
            grant.expiresAtSeconds,
          ),
          familyExpiresAtSeconds: grant.expiresAtSeconds,
        }
      : undefined,
  };
}
