// The authorization endpoint, first visit: check the request, and either answer at once or send the browser
// to log in or to consent. RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2.

import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import type { FormParameters } from '../parameters/parameter-set.ts';
import type { AcceptedLogin } from '../ports/authorization-requests.ts';
import { answerRefusals } from './answer-refusals.ts';
import { askNext } from './ask-next.ts';
import type { AuthorizationAnswer } from './authorization-answer.ts';
import { decideInteraction } from './decide-interaction.ts';
import { issueCode } from './issue-code.ts';
import { loadConsent } from './load-consent.ts';
import { parseAuthorizationRequest, proveRedirectUri } from './parse-authorization-request.ts';

export interface AuthorizationInput {
  readonly form: FormParameters;
  readonly requestUrl: string;
  /** SHA-256 of this browser's flow cookie, base64url. */
  readonly browserHash: string;
  /** Who is signed in at this browser. */
  readonly session: AcceptedLogin | undefined;
  /** A login page of the project's own remembers the session, and says each time whether it still counts. */
  readonly confirmsSession: boolean;
}

export async function beginAuthorization(
  input: AuthorizationInput,
  context: EndpointContext,
): Promise<AuthorizationAnswer> {
  const { project, trail, nowSeconds } = context;
  const proven = await proveRedirectUri(input.form, project, trail);
  return answerRefusals(async () => {
    const request = await parseAuthorizationRequest(input.requestUrl, proven, context);
    const { session } = input;
    const consent = session && (await loadConsent(proven.client, session.subject, project));
    const interaction = decideInteraction(
      {
        request,
        session,
        hasLoggedInForThis: false,
        consent,
        skipsConsent: proven.client.skipsConsent,
        nowSeconds,
      },
      trail,
    );
    const { browserHash } = input;
    if (interaction.next === 'login' || input.confirmsSession) {
      const login = interaction.next === 'login' ? undefined : interaction.session;
      return askNext({ request, browserHash, stage: 'login', login }, context);
    }
    if (interaction.next === 'issue') {
      return issueCode(
        {
          request,
          login: interaction.session,
          consent: undefined,
          remembered: consent,
          from: undefined,
        },
        context,
      );
    }
    const login = interaction.session;
    return askNext({ request, browserHash, stage: 'consent', login }, context);
  }, proven.redirect);
}
