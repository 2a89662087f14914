// The grant that a code, or a device's answer, stands for: what one person allowed one client, and how long at most.

import { type ProjectSettings, parseGrantId } from '@gatehouse/protocol';
import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import { isOfflineScope } from '../parameters/scope.ts';
import type { NewAuthorizationCode } from '../ports/issuance-store.ts';
import type { CodeIssue } from './code-issue.ts';

/** A family with offline access ends after 90 days however often it is refreshed (RFC 9700 section 4.14.2). */
const offlineLifetimeSeconds = 90 * 86_400;

export interface GrantedRequest extends CodeIssue {
  /** How long the client may take to ask for its tokens; undefined: as long as a code lives. */
  readonly redeemWithinSeconds?: number;
}

export function buildNewGrant(
  { request, login, consent, remembered, redeemWithinSeconds }: GrantedRequest,
  { project, nowSeconds, randomUuid }: EndpointContext,
): NewAuthorizationCode['grant'] {
  const scope = consent?.scope ?? request.scope;
  const claims = consent ?? remembered;
  const isOffline = scope.some(isOfflineScope);
  const { settings } = project;
  const grantId = parseGrantId(randomUuid());
  if (grantId === undefined) throw new Error('A random UUID is a grant id.');
  return {
    grantId,
    clientId: request.clientId,
    identityId: login.identityId,
    // Offline access outlives the session, so the grant does not hang on it.
    sessionId: isOffline ? undefined : login.sessionId,
    scope,
    audience: consent?.audience ?? request.audience,
    claims: {
      subject: login.subject,
      acr: login.acr,
      amr: login.amr,
      authenticatedAtSeconds: login.authenticatedAtSeconds,
      sessionId: login.sessionId,
      idToken: claims?.idTokenClaims ?? {},
      accessToken: claims?.accessTokenClaims ?? {},
    },
    expiresAtSeconds: nowSeconds + grantLifetimeSeconds(scope, settings, redeemWithinSeconds),
  };
}

/** How long an approval of that scope lasts at most, unless it is revoked. */
export function grantLifetimeSeconds(
  scope: readonly string[],
  settings: ProjectSettings,
  redeemWithinSeconds = settings.authorizationCodeLifetimeSeconds,
): number {
  return scope.some(isOfflineScope)
    ? Math.max(offlineLifetimeSeconds, settings.refreshTokenLifetimeSeconds)
    : settings.accessTokenLifetimeSeconds + redeemWithinSeconds;
}
