// ID tokens: OpenID Connect Core sections 2, 3.1.3.6 and 5.4.

import type { AuthenticatedClient } from '../client-auth/authenticate-client.ts';
import type { IdentityClaims } from '../ports/identity-claims.ts';
import type { Sha256 } from '../ports/sha256.ts';
import type { JwtClaims } from '../ports/signer.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import { keepAddedClaims } from './added-claims.ts';
import type { IdTokenPlan } from './issuance-plan.ts';

export interface IdTokenContext {
  readonly project: ProjectRuntime;
  readonly client: AuthenticatedClient;
  readonly nowSeconds: number;
  readonly sha256: Sha256;
}

export function mintIdToken(
  plan: IdTokenPlan,
  accessToken: string,
  context: IdTokenContext,
): Promise<string> {
  return context.project.signer.sign(buildIdTokenClaims(plan, accessToken, context), {
    type: 'JWT',
    algorithm: context.project.settings.signingAlgorithm,
  });
}

/** Claims of the accepting page come first: they cannot replace what the protocol says. */
function buildIdTokenClaims(
  plan: IdTokenPlan,
  accessToken: string,
  context: IdTokenContext,
): JwtClaims {
  const { claims } = plan;
  const { project, client, nowSeconds } = context;
  return {
    ...keepAddedClaims(claims.idToken),
    ...buildScopeClaims(plan.identityClaims, plan.scope),
    iss: project.project.issuer,
    sub: claims.subject,
    aud: [client.clientId],
    iat: nowSeconds,
    exp: nowSeconds + plan.lifetimeSeconds,
    auth_time: claims.authenticatedAtSeconds,
    acr: claims.acr,
    amr: claims.amr,
    at_hash: buildTokenHash(accessToken, context.sha256),
    ...(claims.sessionId === undefined ? {} : { sid: claims.sessionId }),
    ...(plan.nonce === undefined ? {} : { nonce: plan.nonce }),
  };
}

/** The claims that a scope asks for: OpenID Connect Core section 5.4. */
export function buildScopeClaims(
  claims: IdentityClaims | undefined,
  scope: readonly string[],
): Readonly<Record<string, unknown>> {
  if (claims === undefined) return {};
  return {
    ...(scope.includes('email') && claims.email !== undefined
      ? { email: claims.email, email_verified: claims.emailVerified }
      : {}),
    ...(scope.includes('profile')
      ? {
          ...(claims.name === undefined ? {} : { name: claims.name }),
          updated_at: claims.updatedAtSeconds,
        }
      : {}),
  };
}

/** The left half of SHA-256, as all our algorithms have it (OpenID Connect Core section 3.1.3.6). */
function buildTokenHash(token: string, sha256: Sha256): string {
  return Buffer.from(sha256(token), 'base64url').subarray(0, 16).toString('base64url');
}
