// What the engine says should happen next with a browser, as HTTP.

import type { Answer, AuthorizationAnswer } from '@gatehouse/token-engine';
import { traceHeader } from '../http/error-answer.ts';
import { buildRedirect, type HttpAnswer } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import type { RouteContext } from '../routes/route.ts';
import type { Browser } from './browser.ts';
import { buildPageAddress } from './page-addresses.ts';
import { showRefusal } from './show-refusal.ts';

/** A redirect to the client, to a page, or, where nobody may be sent anywhere, a page of our own. */
export function buildAuthorizationAnswer(
  answer: Answer<AuthorizationAnswer>,
  call: { request: ProjectRequest; context: RouteContext; browser: Browser; token?: string },
): HttpAnswer {
  const { request, context, browser, token } = call;
  if ('refusal' in answer) return showRefusal(answer, request, context);
  const { body } = answer;
  const location =
    body.next === 'redirect'
      ? body.location
      : buildPageAddress(request.project, {
          page: body.next,
          challenge: body.challenge,
          request: body.request,
        });
  const { login } = context.identity.cookiesOf(request.project);
  const started = body.startedSession;
  const remembered =
    started === undefined || token === undefined ? [] : [login.set(token, started.lifetimeSeconds)];
  const redirect = buildRedirect(location, [...browser.cookies, ...remembered]);
  return { ...redirect, headers: { ...redirect.headers, [traceHeader]: answer.traceId } };
}
