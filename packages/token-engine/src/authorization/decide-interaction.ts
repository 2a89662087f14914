// What has to happen next before a code can be issued: OpenID Connect Core sections 3.1.2.3 and 3.1.2.4.
// Synchronous and pure; `prompt=none` turns every question into an error.

import { isOfflineScope } from '../parameters/scope.ts';
import type { AcceptedLogin, RememberedConsent } from '../ports/authorization-requests.ts';
import type { Trail } from '../trace/trail.ts';
import type { AuthorizationRequest } from './authorization-request.ts';

export type Interaction =
  | { readonly next: 'login' }
  | { readonly next: 'consent'; readonly session: AcceptedLogin }
  | { readonly next: 'issue'; readonly session: AcceptedLogin };

export interface InteractionFacts {
  readonly request: AuthorizationRequest;
  readonly session: AcceptedLogin | undefined;
  /** Whether this session was made by the login that this request asked for. */
  readonly hasLoggedInForThis: boolean;
  /** An earlier approval that was to be remembered. */
  readonly consent: Pick<RememberedConsent, 'scope' | 'audience'> | undefined;
  readonly skipsConsent: boolean;
  readonly nowSeconds: number;
}

export function decideInteraction(facts: InteractionFacts, trail: Trail): Interaction {
  const { request, session } = facts;
  const isSilent = request.prompt.includes('none');
  if (session === undefined || needsLogin(facts, session)) {
    if (isSilent)
      throw trail.refuse('login_required', 'session', { expected: 'a session that will do' });
    return { next: 'login' };
  }
  trail.pass('session');
  if (request.hintedSubject !== undefined && request.hintedSubject !== session.subject) {
    if (isSilent || facts.hasLoggedInForThis) {
      throw trail.refuse('login_required', 'id_token_hint', { expected: 'the hinted subject' });
    }
    return { next: 'login' };
  }
  if (!needsConsent(facts)) {
    trail.pass('consent', facts.skipsConsent ? 'skipped for this client' : 'remembered');
    return { next: 'issue', session };
  }
  if (isSilent)
    throw trail.refuse('consent_required', 'consent', { expected: 'a remembered consent' });
  return { next: 'consent', session };
}

function needsLogin(
  { request, hasLoggedInForThis, nowSeconds }: InteractionFacts,
  session: AcceptedLogin,
): boolean {
  if (hasLoggedInForThis) return false;
  const asks = request.prompt.some(
    (p) => p === 'login' || p === 'select_account' || p === 'create',
  );
  const isTooOld =
    request.maxAgeSeconds !== undefined &&
    nowSeconds - session.authenticatedAtSeconds > request.maxAgeSeconds;
  return asks || isTooOld;
}

function needsConsent({ request, consent, skipsConsent }: InteractionFacts): boolean {
  if (request.prompt.includes('consent')) return true;
  if (skipsConsent) return false;
  // OpenID Connect Core section 11: offline access wants a consent of its own each time it is new.
  if (consent === undefined) return true;
  const scope = new Set(consent.scope.map(normalizeOffline));
  const audience = new Set(consent.audience);
  return (
    request.scope.some((name) => !scope.has(normalizeOffline(name))) ||
    request.audience.some((name) => !audience.has(name))
  );
}

function normalizeOffline(name: string): string {
  return isOfflineScope(name) ? 'offline_access' : name;
}
