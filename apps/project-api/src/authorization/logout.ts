// RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0). An ID token of the very session that is
// signed in here logs out at once; anything else is asked first. The browser goes back to a client only
// where the address is registered for it.

import type { RequestedLogout } from '@gatehouse/database';
import { buildJsonAnswer, buildRedirect, type HttpAnswer } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import { malformedRequest } from '../http/refusal.ts';
import type { Route, RouteContext } from '../routes/route.ts';
import { buildRefusalPage } from '../self-service/refusal-page.ts';
import { buildFormToken, openBrowser } from './browser.ts';
import { checkFormPost } from './check-form-post.ts';
import { askLogout, endLogout, readLogout } from './logout-interaction.ts';
import { type LogoutRequest, parseLogoutRequest, readLogoutForm } from './logout-request.ts';
import { describeRedirectTarget } from './redirect-target.ts';
import { clearSignIn, readSignedIn, signOut } from './signed-in.ts';

const longestRequestUrl = 8192;

const unknownLogout = {
  status: 400,
  code: 'invalid_request',
  description: 'This sign-out is unknown, has expired, or was begun in another browser.',
  hint: 'Go back to the application and sign out again.',
  id: 'invalid_request',
};

async function serveLogout(request: ProjectRequest, context: RouteContext): Promise<HttpAnswer> {
  const form = request.method === 'POST' ? request.readForm() : request.readQueryForm();
  if (form === undefined || form.duplicated.size > 0) {
    throw malformedRequest('The request is no well-formed form, or holds a parameter twice.');
  }
  const verifier = form.values.get('logout_verifier') ?? '';
  if (verifier !== '') return finishLogout(verifier, request, context);
  const logout = await parseLogoutRequest(form.values, request.project);
  const signedIn = await readSignedIn(request, context);
  if (signedIn === undefined) return leave(request, context, logout);
  const ownPage = request.project.settings.pages.logout;
  if (ownPage !== undefined) {
    const asked = { ...describeLogout(logout, request), ...signedIn };
    return askOwnPage(asked, request, { ...context, ownPage });
  }
  const isHinted =
    logout.hint?.subject === signedIn.subject && logout.hint.sessionId === signedIn.sessionId;
  if (isHinted) {
    await signOut(signedIn, request, context);
    return leave(request, context, logout);
  }
  const challenge = Buffer.from(JSON.stringify([...form.values])).toString('base64url');
  return buildRedirect(`${request.project.project.issuer}/logout?logout_challenge=${challenge}`);
}

function describeLogout(logout: LogoutRequest, { project, target }: ProjectRequest) {
  return {
    clientId: logout.client?.clientId,
    redirectUri: logout.redirectUri,
    state: logout.state,
    requestUrl: `${project.project.issuer}${target}`.slice(0, longestRequestUrl),
    isInitiatedByClient: logout.hint !== undefined || logout.client !== undefined,
  };
}

async function askOwnPage(
  logout: RequestedLogout,
  request: ProjectRequest,
  context: RouteContext & { readonly ownPage: string },
): Promise<HttpAnswer> {
  const browser = openBrowser(request, context);
  const challenge = await askLogout({ logout, browserHash: browser.hash }, request, context);
  const url = new URL(context.ownPage);
  url.searchParams.set('logout_challenge', challenge);
  return buildRedirect(url.href, browser.cookies);
}

/** The browser that was sent to the project's own page comes back with what the page was given for it. */
async function finishLogout(
  verifier: string,
  request: ProjectRequest,
  context: RouteContext,
): Promise<HttpAnswer> {
  const state = await readLogout(verifier, 'accepted', { request, context });
  const browser = openBrowser(request, context);
  const isOwn = state.kind === 'open' && state.pending.browserHash === browser.hash;
  if (!isOwn || !(await endLogout(state.pending, request, context))) {
    return buildRefusalPage(unknownLogout, request, context);
  }
  const { logout } = state.pending;
  await signOut(logout, request, context);
  const { clientId, redirectUri } = logout;
  const client = clientId === undefined ? undefined : await request.project.clients.find(clientId);
  // The client may have been changed or deleted while the page asked.
  const isRegistered =
    redirectUri !== undefined &&
    client?.metadata.post_logout_redirect_uris.includes(redirectUri) === true;
  return leave(request, context, {
    ...logout,
    redirectUri: isRegistered ? redirectUri : undefined,
  });
}

async function showLogout(request: ProjectRequest, context: RouteContext): Promise<HttpAnswer> {
  const challenge = request.readQuery().get('logout_challenge') ?? '';
  const logout = await parseLogoutRequest(readLogoutForm(challenge), request.project);
  const browser = openBrowser(request, context);
  const target = logout.redirectUri && describeRedirectTarget(logout.redirectUri);
  const answer = buildJsonAnswer({
    csrf_token: buildFormToken('logout', challenge, browser),
    client_name: logout.client?.name ?? '',
    // Registered for the client, so it is no address that somebody only wrote into the link.
    ...(target ? { redirect_host: target.host, oauth2_redirect_origin: target.origin } : {}),
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
  const signedIn = await readSignedIn(request, context);
  if (signedIn !== undefined) await signOut(signedIn, request, context);
  return leave(request, context, logout);
}

/** Without the session's cookie, to where the client wants its people back, or to the page that says so. */
function leave(
  request: ProjectRequest,
  context: RouteContext,
  logout: Pick<LogoutRequest, 'redirectUri' | 'state'>,
): HttpAnswer {
  const cookies = clearSignIn(request, context);
  if (logout.redirectUri === undefined) {
    const { project, settings } = request.project;
    const page = settings.pages.afterLogout ?? `${project.issuer}/logout?done=1`;
    return buildRedirect(page, cookies);
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
