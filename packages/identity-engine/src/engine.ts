// The engine's face: one call for each thing that somebody can do to a flow or a session. It opens the
// trail, lets the flow work, and records the trace. It reads neither time nor chance but through its ports.

import { buildUuidV7, type FlowEndpointName, type FlowOutcomeName } from '@gatehouse/protocol';
import { FlowError } from './errors/flow-error.ts';
import { buildFlow, type CreatedFlow, type NewFlowRequest } from './flows/create-flow.ts';
import type { Flow } from './flows/flow.ts';
import type { FlowContext } from './flows/flow-context.ts';
import type { FlowOutcome } from './flows/flow-outcome.ts';
import { loginSteps } from './flows/login.ts';
import { type Logout, submitLogout } from './flows/logout.ts';
import { openFlow, type PresentedFlow } from './flows/open-flow.ts';
import { registrationSteps } from './flows/registration.ts';
import type { Submission } from './flows/submission.ts';
import { submitFlow } from './flows/submit-flow.ts';
import type { IdentityRuntime } from './identity-runtime.ts';
import type { Clock } from './ports/clock.ts';
import type { Random } from './ports/random.ts';
import { decideExtension } from './sessions/decide-session.ts';
import { findLiveSession } from './sessions/find-live-session.ts';
import type { SessionFacts } from './sessions/session.ts';
import { FlowTrail } from './trace/flow-trail.ts';

/** Every call throws StoreUnavailable on a storage fault, and FlowError where it is refused as a whole. */
export interface IdentityEngine {
  createFlow(runtime: IdentityRuntime, request: NewFlowRequest): Promise<CreatedFlow>;
  /** @returns the open flow. Throws FlowError: flow_unknown, csrf_violation, flow_expired, flow_completed. */
  findFlow(runtime: IdentityRuntime, presented: PresentedFlow): Promise<Flow>;
  /** Throws also PasswordsBusy. */
  submitLogin(runtime: IdentityRuntime, submission: Submission): Promise<FlowOutcome>;
  /** Throws also PasswordsBusy. */
  submitRegistration(runtime: IdentityRuntime, submission: Submission): Promise<FlowOutcome>;
  /** @returns whether there was a session to end. */
  submitLogout(runtime: IdentityRuntime, logout: Logout): Promise<boolean>;
  /** @returns the live session of that token; its use keeps it alive. */
  useSession(
    runtime: IdentityRuntime,
    sessionToken: string | undefined,
  ): Promise<SessionFacts | undefined>;
  nowSeconds(): number;
}

export function createIdentityEngine(ports: { clock: Clock; random: Random }): IdentityEngine {
  const { clock, random } = ports;

  const openContext = (runtime: IdentityRuntime, endpoint: FlowEndpointName): FlowContext => {
    const nowMilliseconds = clock.nowMilliseconds();
    const traceId = buildUuidV7(nowMilliseconds, random.bytes(10));
    const trail = new FlowTrail({ traceId, endpoint, atMilliseconds: nowMilliseconds });
    return { runtime, nowSeconds: clock.nowSeconds(), nowMilliseconds, random, trail };
  };

  const serve = async <Outcome>(
    runtime: IdentityRuntime,
    endpoint: FlowEndpointName,
    work: {
      run(context: FlowContext): Promise<Outcome>;
      describe(outcome: Outcome): FlowOutcomeName;
    },
  ): Promise<Outcome> => {
    const context = openContext(runtime, endpoint);
    try {
      const outcome = await work.run(context);
      runtime.traces.record(context.trail.finish(work.describe(outcome)));
      return outcome;
    } catch (error) {
      const reason = error instanceof FlowError ? error.slug : 'fault';
      runtime.traces.record(context.trail.finish(reason));
      throw error;
    }
  };

  return {
    async createFlow(runtime, request) {
      const created = buildFlow(request, { runtime, nowSeconds: clock.nowSeconds(), random });
      await runtime.store.insertFlow(created.flow);
      return created;
    },
    async findFlow(runtime, presented) {
      const { state, flow } = await openFlow(presented, openContext(runtime, presented.kind));
      if (state !== 'open') throw new FlowError(state);
      return flow;
    },
    submitLogin: (runtime, submission) =>
      serve(runtime, 'login', {
        run: (context) => submitFlow(loginSteps, submission, context),
        describe: describeOutcome,
      }),
    submitRegistration: (runtime, submission) =>
      serve(runtime, 'registration', {
        run: (context) => submitFlow(registrationSteps, submission, context),
        describe: describeOutcome,
      }),
    submitLogout: (runtime, logout) =>
      serve(runtime, 'logout', {
        run: (context) => submitLogout(logout, context),
        describe: (isEnded) => (isEnded ? 'succeeded' : 'session_missing'),
      }),
    async useSession(runtime, sessionToken) {
      const nowSeconds = clock.nowSeconds();
      const facts = await findLiveSession(sessionToken, { runtime, nowSeconds });
      if (facts === undefined) return undefined;
      const idleExpiresAtSeconds = decideExtension(facts.session, runtime.settings, nowSeconds);
      if (idleExpiresAtSeconds === undefined) return facts;
      await runtime.store.extendSession(facts.session.sessionId, idleExpiresAtSeconds);
      return { ...facts, session: { ...facts.session, idleExpiresAtSeconds } };
    },
    nowSeconds: () => clock.nowSeconds(),
  };
}

function describeOutcome(outcome: FlowOutcome): FlowOutcomeName {
  switch (outcome.kind) {
    case 'signed_in':
    case 'registered':
      return 'succeeded';
    case 'replaced':
    case 'form_invalid':
      return outcome.reason;
    default:
      return outcome.kind;
  }
}
