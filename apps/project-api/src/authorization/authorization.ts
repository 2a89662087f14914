// The authorization endpoint (RFC 6749 section 3.1) over HTTP: GET or form POST, a first visit or a return
// from the login or consent page.

import type { FormParameters } from '@gatehouse/token-engine';
import type { HttpAnswer } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import { malformedRequest } from '../http/refusal.ts';
import type { Route, RouteContext } from '../routes/route.ts';
import { prepareLoginSession, readLoginSession } from '../sessions/login-session.ts';
import { readSession } from '../sessions/read-session.ts';
import { buildAcceptedLogin } from './accepted-login.ts';
import { buildAuthorizationAnswer } from './authorization-answer.ts';
import { openBrowser } from './browser.ts';

async function serveAuthorization(
  request: ProjectRequest,
  context: RouteContext,
): Promise<HttpAnswer> {
  const { engine } = context;
  const { project } = request;
  const form = request.method === 'POST' ? request.readForm() : request.readQueryForm();
  if (form === undefined) throw malformedRequest('The query is not a well-formed form.');
  const browser = openBrowser(request, context);
  const verifier = findVerifier(form);
  if (verifier !== undefined) {
    const { token, cookies } = prepareLoginSession(request, context);
    const returned = { ...verifier, browserHash: browser.hash, cookies };
    const resumed = await engine.resumption(project, returned);
    return buildAuthorizationAnswer(resumed, { request, context, browser, token });
  }
  const session = await readSession(request, context);
  const known = session === undefined ? await readLoginSession(request, context) : undefined;
  const answer = await engine.authorization(project, {
    form,
    requestUrl: `${project.project.issuer}${request.target}`,
    browserHash: browser.hash,
    session: session === undefined ? known : buildAcceptedLogin(session),
    confirmsSession: known !== undefined,
  });
  return buildAuthorizationAnswer(answer, { request, context, browser });
}

function findVerifier(
  form: FormParameters,
): { verifier: string; after: 'login' | 'consent' } | undefined {
  for (const after of ['login', 'consent'] as const) {
    const verifier = form.values.get(`${after}_verifier`);
    if (verifier !== undefined && verifier !== '') return { verifier, after };
  }
  return undefined;
}

export const authorizationRoutes: readonly Route[] = (['GET', 'POST'] as const).map((method) => ({
  method,
  path: '/oauth2/auth',
  errors: 'oauth',
  serve: serveAuthorization,
}));
