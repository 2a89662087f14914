// From a checked request to the first thing that has to happen: a login, a consent, or the answer at once.

import type { Client } from '../clients/client.ts';
import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import type { AcceptedLogin } from '../ports/authorization-requests.ts';
import { askNext } from './ask-next.ts';
import type { AuthorizationAnswer } from './authorization-answer.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { decideInteraction } from './decide-interaction.ts';
import { grantRequest } from './grant-request.ts';
import { loadConsent } from './load-consent.ts';

export interface CheckedRequest {
  readonly request: AuthorizationRequest;
  readonly client: Client;
  readonly browserHash: string;
  readonly session: AcceptedLogin | undefined;
  readonly confirmsSession: boolean;
}

export async function continueRequest(
  { request, client, browserHash, session, confirmsSession }: CheckedRequest,
  context: EndpointContext,
): Promise<AuthorizationAnswer> {
  const { project, trail, nowSeconds } = context;
  const consent = session && (await loadConsent(client, session.subject, project));
  const interaction = decideInteraction(
    {
      request,
      session,
      hasLoggedInForThis: false,
      consent,
      skipsConsent: client.skipsConsent,
      nowSeconds,
    },
    trail,
  );
  if (interaction.next === 'login' || confirmsSession) {
    const login = interaction.next === 'login' ? undefined : interaction.session;
    return askNext({ request, browserHash, stage: 'login', login }, context);
  }
  const login = interaction.session;
  if (interaction.next === 'consent') {
    return askNext({ request, browserHash, stage: 'consent', login }, context);
  }
  const issue = { request, login, consent: undefined, remembered: consent, from: undefined };
  return grantRequest(issue, context);
}
