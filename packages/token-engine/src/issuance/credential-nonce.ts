// The first nonce for a verifiable credential comes with the access token that may ask for one (draft 00).

import { credentialNonceLifetimeSeconds, credentialScope } from '../endpoints/credential-format.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import type { IssuancePlan } from './issuance-plan.ts';

export interface CredentialNonce {
  readonly c_nonce_draft_00?: string;
  readonly c_nonce_expires_in_draft_00?: number;
}

/** @returns no member for a token that may not ask. */
export function buildCredentialNonce(
  plan: IssuancePlan,
  accessToken: string,
  { project, nowSeconds }: { readonly project: ProjectRuntime; readonly nowSeconds: number },
): CredentialNonce {
  if (plan.idToken === undefined || !plan.accessToken.scope.includes(credentialScope)) return {};
  const expiresAtSeconds = nowSeconds + credentialNonceLifetimeSeconds;
  return {
    c_nonce_draft_00: project.credentialProofs.createNonce(accessToken, expiresAtSeconds),
    c_nonce_expires_in_draft_00: credentialNonceLifetimeSeconds,
  };
}
