// The authorization endpoint, visited again: after login, and after consent. Everything about the request
// comes from our own store; the browser brings a verifier and the cookie with which it began.

import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import type { InteractionError, PendingAuthorization } from '../ports/authorization-requests.ts';
import { answerRefusals } from './answer-refusals.ts';
import type { AuthorizationAnswer } from './authorization-answer.ts';
import { buildRedirectOf } from './build-redirect-of.ts';
import { createChallenge } from './challenge.ts';
import { restoreVerifiedRedirectUri } from './check-redirect-uri.ts';
import { decideInteraction } from './decide-interaction.ts';
import { deviceKeyOf } from './device-key.ts';
import { findPending, stageKeyOf } from './find-pending.ts';
import { grantRequest } from './grant-request.ts';
import { loadConsent } from './load-consent.ts';
import { type LoginSessionCookies, planLoginSession } from './start-login-session.ts';

/** A browser that comes back: what it brings, and the cookie that a session would get. */
export interface Resumption {
  readonly verifier: string;
  readonly browserHash: string;
  readonly cookies: LoginSessionCookies;
}

export async function resumeAfterLogin(
  { verifier, browserHash, cookies }: Resumption,
  context: EndpointContext,
): Promise<AuthorizationAnswer> {
  const { project, trail, nowSeconds } = context;
  const pending = await findPending(
    verifier,
    { stage: 'login_accepted', orRejected: true, browserHash },
    context,
  );
  const { request, rejection } = pending;
  if (rejection !== undefined) return answerRejection(pending, rejection, context);
  if (pending.login === undefined)
    throw new Error(`Request ${pending.requestId} was accepted without a login.`);
  const start = planLoginSession(pending.login, cookies, context);
  const login = start ? { ...pending.login, sessionId: start.session.sessionId } : pending.login;
  const client = await project.clients.find(request.clientId);
  if (client === undefined) throw trail.refuse('authorization_client_unknown', 'client');
  const redirect = {
    uri: restoreVerifiedRedirectUri(request),
    state: request.state,
    issuer: project.project.issuer,
  };
  return answerRefusals(async () => {
    const consent = await loadConsent(client, login.subject, project);
    const interaction = decideInteraction(
      {
        request,
        session: login,
        hasLoggedInForThis: true,
        consent,
        skipsConsent: client.skipsConsent,
        nowSeconds,
      },
      trail,
    );
    const from = stageKeyOf(pending);
    if (interaction.next === 'issue') {
      const issue = { request, login, consent: undefined, remembered: consent, from, start };
      return grantRequest(issue, context);
    }
    const challenge = createChallenge(pending.requestId, context);
    const asked = { stage: 'consent', secretHash: challenge.secretHash } as const;
    const isFirst = await project.authorizations.advance(
      from,
      { ...asked, login, consent: undefined },
      start?.session,
    );
    if (!isFirst) throw trail.refuse('authorization_request_unknown', 'authorization_request');
    const startedSession = start?.started;
    return { next: 'consent', challenge: challenge.value, request, startedSession };
  }, redirect);
}

export async function resumeAfterConsent(
  { verifier, browserHash }: Resumption,
  context: EndpointContext,
): Promise<AuthorizationAnswer> {
  const pending = await findPending(
    verifier,
    { stage: 'consent_accepted', orRejected: true, browserHash },
    context,
  );
  const { request, login, consent, rejection } = pending;
  if (rejection !== undefined) return answerRejection(pending, rejection, context);
  if (login === undefined || consent === undefined) {
    throw new Error(`Request ${pending.requestId} was accepted without a login or a consent.`);
  }
  const from = stageKeyOf(pending);
  return grantRequest({ request, login, consent, remembered: undefined, from }, context);
}

/** Brings the answer of a page of the project's own to the client, once. */
async function answerRejection(
  pending: PendingAuthorization,
  { error, description }: InteractionError,
  { project, trail }: EndpointContext,
): Promise<AuthorizationAnswer> {
  if (!(await project.authorizations.end(stageKeyOf(pending), deviceKeyOf(pending.request)))) {
    throw trail.refuse('authorization_request_unknown', 'authorization_request');
  }
  trail.fail('interaction', { expected: 'an approval', received: error });
  const answer = { error, error_description: description };
  return { next: 'redirect', location: buildRedirectOf(pending.request, project, answer) };
}
