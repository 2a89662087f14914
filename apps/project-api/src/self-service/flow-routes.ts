// The routes of login and registration: made, read, posted.

import { type FlowKind, flowKinds } from '@gatehouse/identity-engine';
import { buildJsonAnswer } from '../http/http-answer.ts';
import { checkFlowLimits } from '../limits/flow-limits.ts';
import type { Route } from '../routes/route.ts';
import { checkSameOrigin } from './check-same-origin.ts';
import type { ContinueAuthorization } from './continue-authorization.ts';
import { readCookie } from './cookies.ts';
import { buildCreateRoute } from './create-flow.ts';
import { describeFlow } from './describe-flow.ts';
import { buildFlowAnswer } from './flow-answer.ts';
import { withFlowRefusals } from './flow-refusal.ts';
import { readSubmission } from './read-submission.ts';

export interface FlowRouteOptions {
  readonly continueAuthorization: ContinueAuthorization;
}

export function buildFlowRoutes(options: FlowRouteOptions): readonly Route[] {
  return flowKinds.flatMap((kind) => [
    buildCreateRoute(kind, 'browser'),
    buildCreateRoute(kind, 'api'),
    buildReadRoute(kind),
    buildSubmitRoute(kind, options),
  ]);
}

function buildReadRoute(kind: FlowKind): Route {
  return {
    method: 'GET',
    path: `/self-service/${kind}/flows`,
    errors: 'herodot',
    async serve(request, context) {
      const { identity } = context;
      const runtime = identity.runtimeOf(request.project);
      const jar = identity.cookiesOf(request.project);
      const browserSecret = readCookie(request.header('cookie'), jar.flow);
      const flowId = request.readQuery().get('id') ?? '';
      const flow = await identity.engine.findFlow(runtime, { kind, flowId, browserSecret });
      return buildJsonAnswer(await describeFlow({ flow, browserSecret }, request, context));
    },
  };
}

function buildSubmitRoute(kind: FlowKind, { continueAuthorization }: FlowRouteOptions): Route {
  return {
    method: 'POST',
    path: `/self-service/${kind}`,
    errors: 'herodot',
    serve: withFlowRefusals(async (request, context) => {
      checkSameOrigin(request);
      const { engine, runtimeOf } = context.identity;
      const runtime = runtimeOf(request.project);
      const submission = readSubmission(request, context);
      const count = checkFlowLimits(kind, request, context.limits);
      const outcome = await (kind === 'login'
        ? engine.submitLogin(runtime, submission)
        : engine.submitRegistration(runtime, submission));
      count(outcome);
      const { browserSecret } = submission;
      return buildFlowAnswer(outcome, {
        request,
        context,
        runtime,
        browserSecret,
        continueAuthorization,
      });
    }),
  };
}
