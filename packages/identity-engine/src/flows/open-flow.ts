// A flow that somebody presents: it must be known, of this kind, open, and theirs.

import { FlowError } from '../errors/flow-error.ts';
import type { Flow, FlowKind } from './flow.ts';
import type { FlowContext } from './flow-context.ts';

export interface PresentedFlow {
  readonly kind: FlowKind;
  readonly flowId: string;
  /** The flow cookie as received. */
  readonly browserSecret: string | undefined;
}

const flowIdPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The flow of this browser: still open, or closed and to be replaced by a new one. */
export type OpenedFlow =
  | { readonly state: 'open'; readonly flow: Flow }
  | { readonly state: 'flow_expired' | 'flow_completed'; readonly flow: Flow };

/** Loads the flow and checks that it is this browser's. Throws FlowError: flow_unknown, csrf_violation. */
export async function openFlow(
  presented: PresentedFlow,
  { runtime, nowSeconds, trail }: FlowContext,
): Promise<OpenedFlow> {
  const { kind, flowId } = presented;
  const flow = flowIdPattern.test(flowId) ? await runtime.store.findFlow(flowId) : undefined;
  if (flow === undefined || flow.kind !== kind) {
    trail.fail('flow', { expected: `a ${kind} flow of this project` });
    throw new FlowError('flow_unknown');
  }
  if (!isOfBrowser(flow, presented, runtime)) {
    trail.fail('browser', { expected: 'the browser that began the flow' });
    throw new FlowError('csrf_violation');
  }
  trail.pass('browser');
  if (flow.isCompleted || nowSeconds >= flow.expiresAtSeconds) {
    trail.fail('flow', { expected: 'a flow that is still open' });
    return { state: flow.isCompleted ? 'flow_completed' : 'flow_expired', flow };
  }
  trail.pass('flow');
  return { state: 'open', flow };
}

function isOfBrowser(
  { browserHash }: Flow,
  { browserSecret = '' }: PresentedFlow,
  { secrets }: FlowContext['runtime'],
): boolean {
  if (browserHash === undefined) return true;
  const presentedHash = secrets.hashBrowserSecret(browserSecret);
  return presentedHash !== undefined && secrets.isSameHash(presentedHash, browserHash);
}

/** The token in the form must be that of this flow in this browser. Throws FlowError: csrf_violation. */
export function checkCsrfToken(
  flow: Flow,
  presented: {
    readonly csrfToken: string;
    readonly browserSecret: string | undefined;
    readonly isFromBrowser: boolean;
  },
  { runtime, trail }: FlowContext,
): void {
  if (flow.flavour === 'api') {
    if (!presented.isFromBrowser) return;
    trail.fail('flavour', { expected: 'a native application' });
    throw new FlowError('csrf_violation');
  }
  const { csrfToken, browserSecret = '' } = presented;
  const { flowId } = flow;
  if (!runtime.secrets.isCsrfToken(csrfToken, { flowId, browserSecret })) {
    trail.fail('csrf_token', { expected: 'the token of this flow' });
    throw new FlowError('csrf_violation');
  }
  trail.pass('csrf_token');
}
