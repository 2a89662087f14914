// The login flow: somebody proves to be an identity and gets a session. OWASP ASVS 5.0 sections 7.2 and 7.3.

import type { SessionId } from '@gatehouse/protocol';
import { buildUuidV4, parseSessionId } from '@gatehouse/protocol';
import type { ProvedIdentity } from '../methods/method.ts';
import { buildSession } from '../sessions/decide-session.ts';
import { findLiveSession } from '../sessions/find-live-session.ts';
import type { SessionDevice, SessionFacts } from '../sessions/session.ts';
import type { Flow } from './flow.ts';
import type { FlowContext } from './flow-context.ts';
import type { LoginPlan } from './login-plan.ts';
import { type FlowSteps, keepForm, replaceFlow } from './submit-flow.ts';

export interface LoginDecision {
  readonly flow: Flow;
  readonly proved: ProvedIdentity;
  /** The live session that the browser has already, whoever's it is. */
  readonly current: SessionFacts | undefined;
  readonly device: SessionDevice;
  readonly tokenHash: Uint8Array;
  readonly newSessionId: SessionId;
  readonly nowSeconds: number;
}

/**
 * Whoever signs in gets a session that nobody could have known before. Only one that is already theirs goes
 * on, under a new token, because the tokens of their applications hang on its id.
 */
export function decideLogin(
  decision: LoginDecision,
  settings: FlowContext['runtime']['settings'],
): LoginPlan {
  const { flow, proved, current, device, nowSeconds } = decision;
  const { identityId } = proved;
  const isOwn = current?.session.identityId === identityId;
  const isConfirmation = flow.isRefresh || flow.loginChallenge !== undefined;
  const renewed = isOwn && isConfirmation ? current.session : undefined;
  const sessionId = renewed?.sessionId ?? decision.newSessionId;
  const { sessionLifetimeSeconds = settings.sessionLifetimeSeconds } = proved;
  const session = buildSession(
    { sessionId, identityId, nowSeconds, device },
    { ...settings, sessionLifetimeSeconds },
  );
  return {
    flowId: flow.flowId,
    atSeconds: nowSeconds,
    session:
      renewed === undefined ? session : { ...session, issuedAtSeconds: renewed.issuedAtSeconds },
    tokenHash: decision.tokenHash,
    start: renewed === undefined ? 'new' : 'renewed',
    ends: renewed === undefined ? current?.session.sessionId : undefined,
    attempt: proved.attempt,
    comparedHash: proved.comparedHash,
    newHash: proved.newHash,
  };
}

export const loginSteps: FlowSteps = {
  kind: 'login',
  echoes: ['identifier'],
  async submit(flow, method, { submission, context }) {
    const { runtime, nowSeconds, trail } = context;
    const authentication = await method.authenticate(submission, flow, context);
    if (authentication.kind !== 'proved') {
      const kept = await keepForm(flow, authentication.form, context);
      if (kept.kind === 'replaced') return kept;
      const { flow: shown } = kept;
      if (authentication.kind === 'refused') {
        return { kind: 'form_invalid', reason: authentication.reason, flow: shown };
      }
      const { kind, retryAfterSeconds } = authentication;
      return { kind, flow: shown, retryAfterSeconds };
    }
    const token = runtime.secrets.createSessionToken();
    const plan = decideLogin(
      {
        flow,
        proved: authentication.proved,
        current: await findLiveSession(submission.sessionToken, context),
        device: submission.device,
        tokenHash: token.hash,
        newSessionId: createSessionId(context),
        nowSeconds,
      },
      runtime.settings,
    );
    const commit = await runtime.store.commitLogin(plan);
    if (commit.outcome !== 'committed') {
      trail.fail('commit', { received: commit.outcome });
      return replaceFlow(flow, 'flow_completed', context);
    }
    const isBrowser = flow.flavour === 'browser';
    return {
      kind: 'signed_in',
      flow,
      facts: commit.facts,
      sessionToken: token.value,
      browserSecret: isBrowser ? runtime.secrets.createBrowserSecret().value : undefined,
    };
  },
};

function createSessionId({ random }: FlowContext): SessionId {
  const sessionId = parseSessionId(buildUuidV4(random.bytes(16)));
  if (sessionId === undefined) throw new Error('A new session id was refused.');
  return sessionId;
}
