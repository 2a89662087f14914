// The authorization endpoint, first visit: check the request, and either answer at once or send the browser
// to log in or to consent. RFC 6749 section 4.1.1, OpenID Connect Core section 3.1.2.

import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import type { FormParameters } from '../parameters/parameter-set.ts';
import type { AcceptedLogin } from '../ports/authorization-requests.ts';
import { answerRefusals } from './answer-refusals.ts';
import type { AuthorizationAnswer } from './authorization-answer.ts';
import { continueRequest } from './continue-request.ts';
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
  const { project, trail } = context;
  const proven = await proveRedirectUri(input.form, project, trail);
  const work = async () => {
    const request = await parseAuthorizationRequest(input.requestUrl, proven, context);
    return continueRequest({ ...input, request, client: proven.client }, context);
  };
  // RFC 9700 section 4.11.2: a stranger chose the address of such a client, and whoever follows its link has not
  // done anything yet. A redirect at once would make us the disguise of any address.
  return proven.client.isSelfRegistered ? work() : answerRefusals(work, proven.redirect);
}
