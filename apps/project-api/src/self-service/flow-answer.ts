// What became of a submitted flow, as FLOWS.md of the identity engine promises it: redirects for forms,
// Kratos's JSON for programs.

import {
  buildSessionDocument,
  type FlowOutcome,
  flowRejections,
  type IdentityRuntime,
} from '@gatehouse/identity-engine';
import { buildErrorAnswer, statusNames } from '../http/error-answer.ts';
import { buildJsonAnswer, buildRedirect, type HttpAnswer } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import type { RouteContext } from '../routes/route.ts';
import { buildSignedInSession } from '../sessions/read-session.ts';
import { wantsJson } from './answer-form.ts';
import type { ContinueAuthorization } from './continue-authorization.ts';
import { flowCookieSeconds } from './create-flow.ts';
import { describeFlow } from './describe-flow.ts';

export interface FlowCall {
  readonly request: ProjectRequest;
  readonly context: RouteContext;
  readonly runtime: IdentityRuntime;
  /** The flow cookie as received. */
  readonly browserSecret: string | undefined;
  readonly continueAuthorization: ContinueAuthorization;
}

export async function buildFlowAnswer(outcome: FlowOutcome, call: FlowCall): Promise<HttpAnswer> {
  switch (outcome.kind) {
    case 'signed_in':
      return answerSignedIn(outcome, call);
    case 'registered':
      return answerRegistered(outcome, call);
    case 'replaced':
      return answerReplaced(outcome, call);
    default:
      return answerInvalid(outcome, call);
  }
}

type Outcome<Kind extends FlowOutcome['kind']> = Extract<FlowOutcome, { kind: Kind }>;

async function answerSignedIn(outcome: Outcome<'signed_in'>, call: FlowCall): Promise<HttpAnswer> {
  const { request, context, runtime } = call;
  const { flow, facts, sessionToken, browserSecret } = outcome;
  const nowSeconds = context.identity.engine.nowSeconds();
  const session = buildSessionDocument(facts, { issuer: runtime.issuer, nowSeconds });
  if (browserSecret === undefined) {
    return buildJsonAnswer({ session_token: sessionToken, session });
  }
  const jar = context.identity.cookiesOf(request.project);
  const cookies = [
    jar.session.set(sessionToken, facts.session.expiresAtSeconds - nowSeconds),
    jar.flow.set(browserSecret, flowCookieSeconds),
  ];
  const { loginChallenge, returnTo } = flow;
  const url =
    loginChallenge === undefined
      ? (returnTo ?? runtime.settings.defaultReturnUrl ?? `${runtime.issuer}/signed-in`)
      : await call.continueAuthorization(
          { loginChallenge, session: buildSignedInSession(facts) },
          request,
          context,
        );
  if (!wantsJson(request)) return buildRedirect(url, cookies);
  const answer =
    loginChallenge === undefined
      ? buildJsonAnswer({
          session,
          continue_with: [{ action: 'redirect_browser_to', redirect_browser_to: url }],
        })
      : buildLocationChange(url);
  return { ...answer, cookies };
}

/** Kratos's answer to a program in a browser that must leave its page. */
function buildLocationChange(url: string): HttpAnswer {
  const error = {
    id: 'browser_location_change_required',
    code: 422,
    status: statusNames[422],
    message: 'In order to complete this flow please redirect the browser to: redirect_browser_to',
    reason: 'The browser must leave this page.',
  };
  return buildJsonAnswer({ error, redirect_browser_to: url }, { status: 422 });
}

function answerRegistered({ nextFlow }: Outcome<'registered'>, call: FlowCall): HttpAnswer {
  const url = `${call.runtime.issuer}/login?flow=${nextFlow.flowId}`;
  if (!wantsJson(call.request)) return buildRedirect(url);
  return buildJsonAnswer({
    continue_with: [{ action: 'show_login_ui', flow: { id: nextFlow.flowId, url } }],
  });
}

function answerReplaced({ reason, flow, nextFlow }: Outcome<'replaced'>, call: FlowCall) {
  const { issuer } = call.runtime;
  const url = `${issuer}/${nextFlow.kind}?flow=${nextFlow.flowId}`;
  if (!wantsJson(call.request)) return buildRedirect(url);
  const { id, status, message, reason: hint } = flowRejections[reason];
  return buildJsonAnswer(
    {
      error: { id, code: status, status: statusNames[status], message, reason: hint },
      use_flow_id: nextFlow.flowId,
      expired_at: new Date(flow.expiresAtSeconds * 1000).toISOString(),
    },
    { status },
  );
}

async function answerInvalid(
  outcome: Outcome<'form_invalid' | 'too_many_attempts'>,
  call: FlowCall,
): Promise<HttpAnswer> {
  const { request, context, runtime, browserSecret } = call;
  const { flow } = outcome;
  if (!wantsJson(request))
    return buildRedirect(`${runtime.issuer}/${flow.kind}?flow=${flow.flowId}`);
  if (outcome.kind === 'form_invalid') {
    const document = await describeFlow({ flow, browserSecret }, request, context);
    return buildJsonAnswer(document, { status: 400 });
  }
  const { id, status, message, reason } = flowRejections.too_many_attempts;
  return buildErrorAnswer('herodot', {
    status,
    code: statusNames[status] ?? '',
    description: message,
    hint: reason,
    headers: { 'retry-after': String(outcome.retryAfterSeconds) },
    ...(id === undefined ? {} : { id }),
  });
}
