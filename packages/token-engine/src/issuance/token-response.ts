// The successful answer of the token endpoint: RFC 6749 section 5.1, OpenID Connect Core section 3.1.3.3.

import type { CredentialNonce } from './credential-nonce.ts';
import type { IssuancePlan } from './issuance-plan.ts';

export interface TokenResponse extends CredentialNonce {
  readonly access_token: string;
  readonly expires_in: number;
  readonly id_token?: string;
  readonly refresh_token?: string;
  readonly scope: string;
  readonly token_type: 'bearer';
}

export function buildTokenResponse(
  plan: IssuancePlan,
  tokens: { accessToken: string; idToken: string | undefined; refreshToken: string | undefined },
): TokenResponse {
  return {
    access_token: tokens.accessToken,
    expires_in: plan.accessToken.lifetimeSeconds,
    ...(tokens.idToken === undefined ? {} : { id_token: tokens.idToken }),
    ...(tokens.refreshToken === undefined ? {} : { refresh_token: tokens.refreshToken }),
    scope: plan.accessToken.scope.join(' '),
    token_type: 'bearer',
  };
}
