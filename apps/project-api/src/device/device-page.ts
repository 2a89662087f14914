// What the hosted device page shows and posts: one field. What the code is for is shown at the consent, to
// somebody who has signed in.

import { buildFormToken, openBrowser } from '../authorization/browser.ts';
import { checkFormPost } from '../authorization/check-form-post.ts';
import { buildJsonAnswer, buildRedirect, type HttpAnswer } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import { Refusal } from '../http/refusal.ts';
import type { Route, RouteContext } from '../routes/route.ts';
import { buildRefusalPage } from '../self-service/refusal-page.ts';
import { type AskedBrowser, readDeviceChallenge } from './device-state.ts';
import { takeUserCode } from './take-user-code.ts';

const path = '/self-service/device';

const unknownChallenge = {
  status: 404,
  code: 'not_found',
  description: 'This page is too old, or was opened in another browser.',
  hint: 'Open the address that the device shows, and enter the code again.',
};

/** @returns what this browser was sent with; undefined also for what another browser was. */
function findAsked(
  challenge: string,
  browserHash: string,
  { request, context }: { request: ProjectRequest; context: RouteContext },
): AskedBrowser | undefined {
  const asked = readDeviceChallenge(challenge, request, context);
  return asked?.browserHash === browserHash ? asked : undefined;
}

function showForm(request: ProjectRequest, context: RouteContext): HttpAnswer {
  const challenge = request.readQuery().get('device_challenge') ?? '';
  const browser = openBrowser(request, context);
  if (findAsked(challenge, browser.hash, { request, context }) === undefined) {
    throw new Refusal(unknownChallenge);
  }
  return buildJsonAnswer({ csrf_token: buildFormToken('device', challenge, browser) });
}

async function takeForm(request: ProjectRequest, context: RouteContext): Promise<HttpAnswer> {
  const { values } = request.readFormBody();
  const challenge = values.get('device_challenge') ?? '';
  const userCode = values.get('user_code') ?? '';
  const opened = openBrowser(request, context);
  const expected = buildFormToken('device', challenge, opened);
  checkFormPost(request, values.get('csrf_token') ?? null, expected);
  const browser = findAsked(challenge, opened.hash, { request, context });
  if (browser === undefined) return buildRefusalPage(unknownChallenge, request, context);
  const outcome = await takeUserCode({ browser, userCode, isHosted: true }, request, context);
  if (outcome.kind === 'taken') return buildRedirect(outcome.redirectTo);
  const url = new URL(`${request.project.project.issuer}/device`);
  url.searchParams.set('device_challenge', challenge);
  url.searchParams.set('problem', outcome.kind);
  return buildRedirect(url.href);
}

export const devicePageRoutes: readonly Route[] = [
  { method: 'GET', path, errors: 'herodot', serve: showForm },
  { method: 'POST', path, errors: 'herodot', serve: takeForm },
];
