// RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0). An ID token of the very session that is
// signed in here logs out at once; anything else is asked first. The browser goes back to a client only
// where the address is registered for it.

import { buildJsonAnswer, buildRedirect, type HttpAnswer } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import { malformedRequest } from '../http/refusal.ts';
import type { Route, RouteContext } from '../routes/route.ts';
import { endSession, readSession } from '../sessions/read-session.ts';
import { buildFormToken, openBrowser } from './browser.ts';
import { checkFormPost } from './check-form-post.ts';
import { type LogoutRequest, parseLogoutRequest, readLogoutForm } from './logout-request.ts';

async function serveLogout(request: ProjectRequest, context: RouteContext): Promise<HttpAnswer> {
  const form = request.method === 'POST' ? request.readForm() : request.readQueryForm();
  if (form === undefined || form.duplicated.size > 0) {
    throw malformedRequest('The request is no well-formed form, or holds a parameter twice.');
  }
  const logout = await parseLogoutRequest(form.values, request.project);
  const session = await readSession(request, context);
  if (session === undefined) return leave(request, context, logout);
  const isHinted =
    logout.hint?.subject === session.identityId && logout.hint.sessionId === session.sessionId;
  if (isHinted) {
    await endSession(session, request, context);
    return leave(request, context, logout);
  }
  const challenge = Buffer.from(JSON.stringify([...form.values])).toString('base64url');
  return buildRedirect(`${request.project.project.issuer}/logout?logout_challenge=${challenge}`);
}

async function showLogout(request: ProjectRequest, context: RouteContext): Promise<HttpAnswer> {
  const challenge = request.readQuery().get('logout_challenge') ?? '';
  const logout = await parseLogoutRequest(readLogoutForm(challenge), request.project);
  const browser = openBrowser(request, context);
  const answer = buildJsonAnswer({
    csrf_token: buildFormToken('logout', challenge, browser),
    client_name: logout.client?.name ?? '',
    redirect_host: logout.redirectUri === undefined ? '' : new URL(logout.redirectUri).host,
  });
  return { ...answer, cookies: browser.cookies };
}

async function answerLogout(request: ProjectRequest, context: RouteContext): Promise<HttpAnswer> {
  const { values } = request.readFormBody();
  const challenge = values.get('logout_challenge') ?? '';
  const browser = openBrowser(request, context);
  const expected = buildFormToken('logout', challenge, browser);
  checkFormPost(request, values.get('csrf_token') ?? null, expected);
  const logout = await parseLogoutRequest(readLogoutForm(challenge), request.project);
  const session = await readSession(request, context);
  if (session !== undefined) await endSession(session, request, context);
  return leave(request, context, logout);
}

/** Without the session's cookie, to where the client wants its people back, or to the page that says so. */
function leave(
  request: ProjectRequest,
  { identity }: RouteContext,
  logout: LogoutRequest,
): HttpAnswer {
  const cookies = [identity.cookiesOf(request.project).session.clear()];
  if (logout.redirectUri === undefined) {
    return buildRedirect(`${request.project.project.issuer}/logout?done=1`, cookies);
  }
  const url = new URL(logout.redirectUri);
  if (logout.state !== undefined) url.searchParams.set('state', logout.state);
  return buildRedirect(url.href, cookies);
}

const confirmPath = '/self-service/logout/confirm';

export const logoutRoutes: readonly Route[] = [
  ...(['GET', 'POST'] as const).map(
    (method): Route => ({
      method,
      path: '/oauth2/sessions/logout',
      errors: 'oauth',
      serve: serveLogout,
    }),
  ),
  { method: 'GET', path: confirmPath, errors: 'herodot', serve: showLogout },
  { method: 'POST', path: confirmPath, errors: 'herodot', serve: answerLogout },
];
