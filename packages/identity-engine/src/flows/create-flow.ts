// A new login or registration flow, bound to the browser that asked for it.

import { buildUuidV4 } from '@gatehouse/protocol';
import { FlowError } from '../errors/flow-error.ts';
import { confirmItIsYou } from '../ui/messages.ts';
import { checkReturnTo } from './check-return-to.ts';
import { emptyForm, type Flow, type FlowFlavour, type FlowForm, type FlowKind } from './flow.ts';
import type { FlowContext } from './flow-context.ts';

export interface NewFlowRequest {
  readonly kind: FlowKind;
  readonly flavour: FlowFlavour;
  readonly requestUrl: string;
  readonly returnTo: string | undefined;
  readonly loginChallenge: string | undefined;
  readonly isRefresh: boolean;
  /** The flow cookie as received. */
  readonly browserSecret: string | undefined;
}

export interface CreatedFlow {
  readonly flow: Flow;
  /** The browser's secret, to be set as its flow cookie; undefined for native applications. */
  readonly browserSecret: string | undefined;
}

const longestRequestUrl = 4096;

/** @returns the flow, not stored yet. Throws FlowError: registration_closed. */
export function buildFlow(
  request: NewFlowRequest,
  { runtime, nowSeconds, random }: Pick<FlowContext, 'runtime' | 'nowSeconds' | 'random'>,
): CreatedFlow {
  const { settings, issuer } = runtime;
  const { kind, flavour } = request;
  if (kind === 'registration' && !runtime.isRegistrationOpen) {
    throw new FlowError('registration_closed');
  }
  const lifetimeSeconds =
    kind === 'login' ? settings.loginFlowLifetimeSeconds : settings.registrationFlowLifetimeSeconds;
  const browser = flavour === 'browser' ? bindBrowser(request, runtime) : undefined;
  const isRefresh = kind === 'login' && request.isRefresh;
  const flow: Flow = {
    flowId: buildUuidV4(random.bytes(16)),
    kind,
    flavour,
    browserHash: browser?.hash,
    requestUrl: request.requestUrl.slice(0, longestRequestUrl),
    returnTo: checkReturnTo(request.returnTo, { issuer, ...settings }),
    loginChallenge: request.loginChallenge,
    isRefresh,
    issuedAtSeconds: nowSeconds,
    expiresAtSeconds: nowSeconds + lifetimeSeconds,
    isCompleted: false,
    form: isRefresh ? { ...emptyForm, messages: [confirmItIsYou()] } : emptyForm,
  };
  return { flow, browserSecret: browser?.value };
}

/** Tabs of one browser share its secret: each of their flows stays good while another is begun. */
function bindBrowser({ browserSecret }: NewFlowRequest, { secrets }: FlowContext['runtime']) {
  const hash = browserSecret === undefined ? undefined : secrets.hashBrowserSecret(browserSecret);
  return browserSecret === undefined || hash === undefined
    ? secrets.createBrowserSecret()
    : { value: browserSecret, hash };
}

/** @returns a new flow that goes on where an old one stopped, in the same browser. */
export function buildFollowingFlow(
  flow: Flow,
  change: { readonly kind: FlowKind; readonly form: FlowForm },
  context: Pick<FlowContext, 'runtime' | 'nowSeconds' | 'random'>,
): Flow {
  const request: NewFlowRequest = { ...flow, kind: change.kind, browserSecret: undefined };
  const { flow: next } = buildFlow(request, context);
  return { ...next, browserHash: flow.browserHash, form: change.form };
}
