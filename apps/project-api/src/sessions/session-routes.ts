// A person's own sessions over HTTP, in Ory's paths.

import { buildSessionDocument, FlowError, type SessionFacts } from '@gatehouse/identity-engine';
import { parseSessionId, tokenPrefixes } from '@gatehouse/protocol';
import { buildJsonAnswer, noContent } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import { readBearer } from '../http/read-bearer.ts';
import { Refusal } from '../http/refusal.ts';
import type { Route, RouteContext } from '../routes/route.ts';
import { checkSameOrigin } from '../self-service/check-same-origin.ts';
import { readCookie } from '../self-service/cookies.ts';

const collection = '/sessions';

export const sessionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/sessions/whoami',
    errors: 'herodot',
    serve: asOwner(async (own, request, context) => {
      const answer = buildJsonAnswer(describe(own, request, context));
      const identityHeader = { 'x-kratos-authenticated-identity-id': own.session.identityId };
      return { ...answer, headers: { ...answer.headers, ...identityHeader } };
    }),
  },
  {
    method: 'GET',
    path: collection,
    errors: 'herodot',
    serve: asOwner(async (own, request, context) => {
      const { engine, runtimeOf } = context.identity;
      const { store } = runtimeOf(request.project);
      const sessions = await store.listSessions(own.session.identityId, engine.nowSeconds());
      const others = sessions.filter(({ session }) => session.sessionId !== own.session.sessionId);
      return buildJsonAnswer(others.map((facts) => describe(facts, request, context)));
    }),
  },
  {
    method: 'DELETE',
    path: collection,
    errors: 'herodot',
    serve: asOwner(async (own, request, context) => {
      const count = await storeOf(request, context).endOtherSessions(ending(own, context));
      return buildJsonAnswer({ count });
    }),
  },
  {
    method: 'DELETE',
    path: `${collection}/:id`,
    errors: 'herodot',
    serve: asOwner(async (own, request, context) => {
      const sessionId = parseSessionId(request.pathParameter('id'));
      const isEnded =
        sessionId !== undefined &&
        sessionId !== own.session.sessionId &&
        (await storeOf(request, context).endSession({ ...ending(own, context), sessionId }));
      if (!isEnded) throw new Refusal(otherSessionUnknown);
      return noContent;
    }),
  },
];

const otherSessionUnknown = {
  status: 404,
  code: 'Not Found',
  description: 'You have no other session of that id.',
};

type ServeOwner = (
  own: SessionFacts,
  request: ProjectRequest,
  context: RouteContext,
) => ReturnType<Route['serve']>;

/** Whoever presents a live session: by cookie, or by its token. Throws FlowError: session_missing. */
function asOwner(serve: ServeOwner): Route['serve'] {
  return async (request, context) => {
    const { engine, runtimeOf, cookiesOf } = context.identity;
    const presented = readSessionToken(request);
    if (presented === undefined && request.method !== 'GET') checkSameOrigin(request);
    const cookie = readCookie(request.header('cookie'), cookiesOf(request.project).session);
    const facts = await engine.useSession(runtimeOf(request.project), presented ?? cookie);
    if (facts === undefined) throw new FlowError('session_missing');
    return serve(facts, request, context);
  };
}

function readSessionToken(request: ProjectRequest): string | undefined {
  const header = request.header('x-session-token');
  if (header !== undefined) return header;
  const bearer = readBearer(request.authorization);
  return bearer?.startsWith(tokenPrefixes.sessionToken) ? bearer : undefined;
}

function describe(facts: SessionFacts, request: ProjectRequest, { identity }: RouteContext) {
  const { issuer } = request.project.project;
  return buildSessionDocument(facts, { issuer, nowSeconds: identity.engine.nowSeconds() });
}

function storeOf(request: ProjectRequest, { identity }: RouteContext) {
  return identity.runtimeOf(request.project).store;
}

function ending({ session }: SessionFacts, { identity }: RouteContext) {
  const { sessionId, identityId } = session;
  return { sessionId, identityId, atSeconds: identity.engine.nowSeconds() };
}
