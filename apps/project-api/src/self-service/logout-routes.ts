// Signing out over HTTP, in Ory's paths.

import { checkReturnTo, FlowError } from '@gatehouse/identity-engine';
import { buildJsonAnswer, buildRedirect, type HttpAnswer, noContent } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import { malformedRequest } from '../http/refusal.ts';
import type { Route, RouteContext } from '../routes/route.ts';
import { wantsJson } from './answer-form.ts';
import { checkSameOrigin } from './check-same-origin.ts';
import { readCookie } from './cookies.ts';
import { withFlowRefusals } from './flow-refusal.ts';

interface LogoutCall {
  readonly token: string;
  readonly returnTo: string | undefined;
}

export const logoutRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/self-service/logout/browser',
    errors: 'herodot',
    serve: createLogout,
  },
  {
    method: 'GET',
    path: '/self-service/logout',
    errors: 'herodot',
    serve: withFlowRefusals((request, context) => {
      const query = request.readQuery();
      const returnTo = query.get('return_to') ?? undefined;
      return logOut({ token: query.get('token') ?? '', returnTo }, request, context);
    }),
  },
  {
    method: 'POST',
    path: '/self-service/logout',
    errors: 'herodot',
    serve: withFlowRefusals(async (request, context) => {
      checkSameOrigin(request);
      const { values } = request.readFormBody();
      const returnTo = values.get('return_to');
      return logOut({ token: values.get('token') ?? '', returnTo }, request, context);
    }),
  },
  {
    method: 'DELETE',
    path: '/self-service/logout/api',
    errors: 'herodot',
    async serve(request, { identity }) {
      const body = request.readJson();
      const sessionToken =
        typeof body === 'object' && body !== null && 'session_token' in body
          ? body.session_token
          : undefined;
      if (typeof sessionToken !== 'string') throw malformedRequest('session_token is required.');
      const runtime = identity.runtimeOf(request.project);
      await identity.engine.submitLogout(runtime, { sessionToken, logoutToken: undefined });
      return noContent;
    },
  },
];

/** The link that signs this browser out; only whoever holds the cookie gets to know it. */
async function createLogout(
  request: ProjectRequest,
  { identity }: RouteContext,
): Promise<HttpAnswer> {
  const runtime = identity.runtimeOf(request.project);
  const jar = identity.cookiesOf(request.project);
  const cookie = readCookie(request.header('cookie'), jar.session);
  const facts = await identity.engine.useSession(runtime, cookie);
  if (facts === undefined) throw new FlowError('session_missing');
  const token = runtime.secrets.buildLogoutToken(facts.session.sessionId);
  const url = new URL(`${runtime.issuer}/self-service/logout`);
  url.searchParams.set('token', token);
  const returnTo = request.readQuery().get('return_to');
  if (returnTo !== null) url.searchParams.set('return_to', returnTo);
  return buildJsonAnswer({ logout_url: url.href, logout_token: token });
}

async function logOut(
  { token, returnTo }: LogoutCall,
  request: ProjectRequest,
  { identity }: RouteContext,
): Promise<HttpAnswer> {
  const runtime = identity.runtimeOf(request.project);
  const jar = identity.cookiesOf(request.project);
  const sessionToken = readCookie(request.header('cookie'), jar.session);
  await identity.engine.submitLogout(runtime, { sessionToken, logoutToken: token });
  // The secret of the browser's flows goes too: what was opened before is worth nothing now.
  const cookies = [jar.session.clear(), jar.flow.clear()];
  if (wantsJson(request)) return { ...noContent, cookies };
  const { issuer, settings } = runtime;
  const target = checkReturnTo(returnTo, { issuer, ...settings });
  return buildRedirect(target ?? `${issuer}/login`, cookies);
}
