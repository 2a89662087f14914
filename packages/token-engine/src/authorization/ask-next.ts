// Keeps a request on our side and sends the browser to be asked: to log in, or to consent.

import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import type { AcceptedLogin } from '../ports/authorization-requests.ts';
import type { AuthorizationAnswer } from './authorization-answer.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { createChallenge } from './challenge.ts';

/** How long somebody may take to log in and consent. */
export const authorizationLifetimeSeconds = 30 * 60;

export async function askNext(
  ask: {
    request: AuthorizationRequest;
    browserHash: string;
    stage: 'login' | 'consent';
    /** Who consents; before a login: whom the page is to confirm. */
    login: AcceptedLogin | undefined;
  },
  context: EndpointContext,
): Promise<AuthorizationAnswer> {
  const { stage } = ask;
  const requestId = context.randomUuid();
  const challenge = createChallenge(requestId, context);
  await context.project.authorizations.add({
    requestId,
    stage,
    request: ask.request,
    browserHash: ask.browserHash,
    secretHash: challenge.secretHash,
    login: ask.login,
    consent: undefined,
    expiresAtSeconds: context.nowSeconds + authorizationLifetimeSeconds,
  });
  return { next: stage, challenge: challenge.value, request: ask.request };
}
