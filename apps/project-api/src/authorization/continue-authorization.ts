// From a hosted login back to the authorization request that waited for it.

import { describeRefusal } from '../http/error-answer.ts';
import type { ContinueAuthorization } from '../self-service/continue-authorization.ts';
import { buildErrorPageUrl } from '../self-service/refusal-page.ts';
import { buildAcceptedLogin } from './accepted-login.ts';
import { openBrowser } from './browser.ts';

export const continueAuthorization: ContinueAuthorization = async (
  { loginChallenge, session },
  request,
  context,
) => {
  const { project } = request;
  const answer = await context.engine.acceptLogin(project, {
    challenge: loginChallenge,
    login: buildAcceptedLogin(session),
    browserHash: openBrowser(request, context).hash,
  });
  if (!('refusal' in answer)) {
    return `${project.project.issuer}/oauth2/auth?login_verifier=${answer.body}`;
  }
  const { status, code, description } = describeRefusal(answer.refusal);
  const error = { code: status, status: code, message: description, request: answer.traceId };
  return buildErrorPageUrl(error, request, context);
};
