// The device verification endpoint (RFC 8628 section 3.3, in Ory's path): a browser is sent to enter a code,
// and comes back when it was taken, to log in and to consent.

import { buildAcceptedLogin } from '../authorization/accepted-login.ts';
import { buildAuthorizationAnswer } from '../authorization/authorization-answer.ts';
import { openBrowser } from '../authorization/browser.ts';
import { buildRedirect, type HttpAnswer } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import { buildAddressSubject } from '../limits/address-subject.ts';
import type { Route, RouteContext } from '../routes/route.ts';
import { buildRefusalPage } from '../self-service/refusal-page.ts';
import { readLoginSession } from '../sessions/login-session.ts';
import { readSession } from '../sessions/read-session.ts';
import { createDeviceChallenge, readDeviceVerifier } from './device-state.ts';

const longestUserCode = 64;
const longestRequestUrl = 8192;

const unknownVerifier = {
  status: 400,
  code: 'invalid_request',
  description: 'This sign-in is unknown, has expired, or was begun in another browser.',
  hint: 'Enter the code of the device again.',
  id: 'invalid_request',
};

async function serveVerification(
  request: ProjectRequest,
  context: RouteContext,
): Promise<HttpAnswer> {
  const query = request.readQuery();
  const verifier = query.get('device_verifier') ?? '';
  return verifier === ''
    ? askForCode(query.get('user_code') ?? '', request, context)
    : continueWithCode(verifier, request, context);
}

/** A code in the address only fills the field: somebody has to send it. */
function askForCode(userCode: string, request: ProjectRequest, context: RouteContext): HttpAnswer {
  const { project, settings } = request.project;
  const browser = openBrowser(request, context);
  const asked = { browserHash: browser.hash, address: buildAddressSubject(request) };
  const url = new URL(settings.pages.device ?? `${project.issuer}/device`);
  url.searchParams.set('device_challenge', createDeviceChallenge(asked, request, context));
  if (userCode !== '' && userCode.length <= longestUserCode) {
    url.searchParams.set('user_code', userCode);
  }
  return buildRedirect(url.href, browser.cookies);
}

async function continueWithCode(
  verifier: string,
  request: ProjectRequest,
  context: RouteContext,
): Promise<HttpAnswer> {
  const { project } = request;
  const browser = openBrowser(request, context);
  const taken = readDeviceVerifier(verifier, request, context);
  if (taken?.browserHash !== browser.hash) {
    return buildRefusalPage(unknownVerifier, request, context);
  }
  const session = await readSession(request, context);
  const known = session === undefined ? await readLoginSession(request, context) : undefined;
  const { issuer } = project.project;
  const answer = await context.engine.deviceInteraction(project, {
    userCode: taken.userCode,
    browserHash: browser.hash,
    session: session === undefined ? known : buildAcceptedLogin(session),
    confirmsSession: known !== undefined,
    asksConsent: taken.isHosted,
    doneUrl: project.settings.pages.afterDevice ?? `${issuer}/device?done=1`,
    requestUrl: `${issuer}${request.target}`.slice(0, longestRequestUrl),
  });
  return buildAuthorizationAnswer(answer, { request, context, browser });
}

export const deviceVerificationRoute: Route = {
  method: 'GET',
  path: '/oauth2/device/verify',
  errors: 'oauth',
  serve: serveVerification,
};
