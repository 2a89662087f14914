// The successful answer of the token endpoint: RFC 6749 section 5.1.

import type { IssuancePlan } from './issuance-plan.ts';

export interface TokenResponse {
  readonly access_token: string;
  readonly expires_in: number;
  readonly scope: string;
  readonly token_type: 'bearer';
}

export function buildTokenResponse(plan: IssuancePlan, accessToken: string): TokenResponse {
  return {
    access_token: accessToken,
    expires_in: plan.accessToken.lifetimeSeconds,
    scope: plan.accessToken.scope.join(' '),
    token_type: 'bearer',
  };
}
