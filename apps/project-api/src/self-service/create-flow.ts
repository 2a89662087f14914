// A new flow over HTTP: `/self-service/{login,registration}/{browser,api}`.

import {
  checkReturnTo,
  FlowError,
  type FlowFlavour,
  type FlowKind,
} from '@gatehouse/identity-engine';
import { buildJsonAnswer, buildRedirect, type HttpAnswer } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import { malformedRequest } from '../http/refusal.ts';
import type { Route, RouteContext } from '../routes/route.ts';
import { wantsJson } from './answer-form.ts';
import { readCookie } from './cookies.ts';
import { describeFlow } from './describe-flow.ts';
import { withFlowRefusals } from './flow-refusal.ts';

/** As long as the longest flow; every new flow renews it. */
export const flowCookieSeconds = 86_400;
const longestChallenge = 2048;

export function buildCreateRoute(kind: FlowKind, flavour: FlowFlavour): Route {
  const serve: Route['serve'] = (request, context) =>
    createFlow({ kind, flavour }, request, context);
  return {
    method: 'GET',
    path: `/self-service/${kind}/${flavour}`,
    errors: 'herodot',
    serve: flavour === 'browser' ? withFlowRefusals(serve) : serve,
  };
}

async function createFlow(
  { kind, flavour }: { kind: FlowKind; flavour: FlowFlavour },
  request: ProjectRequest,
  context: RouteContext,
): Promise<HttpAnswer> {
  const { engine, runtimeOf, cookiesOf } = context.identity;
  const runtime = runtimeOf(request.project);
  const jar = cookiesOf(request.project);
  const query = request.readQuery();
  const isRefresh = query.get('refresh') === 'true';
  const loginChallenge = readChallenge(query);
  const returnTo = query.get('return_to') ?? undefined;
  if (flavour === 'browser' && !isRefresh && loginChallenge === undefined) {
    const present = await answerSignedInAlready(returnTo, request, context);
    if (present !== undefined) return present;
  }
  const { flow, browserSecret } = await engine.createFlow(runtime, {
    kind,
    flavour,
    requestUrl: runtime.issuer + request.target,
    returnTo,
    loginChallenge,
    isRefresh,
    browserSecret: readCookie(request.header('cookie'), jar.flow),
  });
  const cookies =
    browserSecret === undefined ? [] : [jar.flow.set(browserSecret, flowCookieSeconds)];
  if (flavour === 'browser' && !wantsJson(request)) {
    return buildRedirect(`${runtime.issuer}/${kind}?flow=${flow.flowId}`, cookies);
  }
  const document = await describeFlow({ flow, browserSecret }, request, context);
  return { ...buildJsonAnswer(document), cookies };
}

function readChallenge(query: URLSearchParams): string | undefined {
  const challenge = query.get('login_challenge') ?? '';
  if (challenge.length > longestChallenge)
    throw malformedRequest('The login challenge is too long.');
  return challenge === '' ? undefined : challenge;
}

/** Somebody who is signed in need not sign in. */
async function answerSignedInAlready(
  returnTo: string | undefined,
  request: ProjectRequest,
  { identity }: RouteContext,
): Promise<HttpAnswer | undefined> {
  const runtime = identity.runtimeOf(request.project);
  const cookie = readCookie(request.header('cookie'), identity.cookiesOf(request.project).session);
  const facts = await identity.engine.useSession(runtime, cookie);
  if (facts === undefined) return undefined;
  if (wantsJson(request)) throw new FlowError('session_available');
  const { issuer, settings } = runtime;
  const target = checkReturnTo(returnTo, { issuer, ...settings }) ?? settings.defaultReturnUrl;
  return buildRedirect(target ?? `${issuer}/signed-in`);
}
