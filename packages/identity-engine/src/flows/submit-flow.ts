// What every flow has in common when it is posted: it is opened, its token checked, its method found; what
// is wrong is kept in the flow, so that the page can show it without a script.

import type { Method } from '../methods/method.ts';
import { methodTable } from '../methods/method-table.ts';
import { flowMessages } from '../ui/messages.ts';
import { buildFollowingFlow } from './create-flow.ts';
import { emptyForm, type Flow, type FlowForm, type FlowKind } from './flow.ts';
import type { FlowContext } from './flow-context.ts';
import type { FlowOutcome } from './flow-outcome.ts';
import { checkCsrfToken, openFlow } from './open-flow.ts';
import { buildEcho, type Submission } from './submission.ts';

/** The steps in which flows differ. */
export interface FlowSteps {
  readonly kind: FlowKind;
  /** Fields whose values the page may show again. */
  readonly echoes: readonly string[];
  submit(
    flow: Flow,
    method: Method,
    call: { readonly submission: Submission; readonly context: FlowContext },
  ): Promise<FlowOutcome>;
}

/** Throws FlowError (flow_unknown, csrf_violation, registration_closed), PasswordsBusy, StoreUnavailable. */
export async function submitFlow(
  steps: FlowSteps,
  submission: Submission,
  context: FlowContext,
): Promise<FlowOutcome> {
  const { fields } = submission;
  const opened = await openFlow({ ...submission, kind: steps.kind }, context);
  const { flow } = opened;
  checkCsrfToken(flow, { ...submission, csrfToken: fields.get('csrf_token') ?? '' }, context);
  if (opened.state !== 'open') return replaceFlow(flow, opened.state, context);
  const method = methodTable.get(fields.get('method') ?? '');
  if (method === undefined) {
    context.trail.fail('method', { expected: [...methodTable.keys()].join(' ') });
    return keepForm(
      flow,
      {
        ...emptyForm,
        messages: [flowMessages[steps.kind].noMethod()],
        values: buildEcho(fields, steps.echoes),
      },
      context,
    );
  }
  context.trail.pass('method');
  return steps.submit(flow, method, { submission, context });
}

/** Keeps the form with its messages. @returns the outcome of a form that is not right yet. */
export async function keepForm(
  flow: Flow,
  form: FlowForm,
  context: FlowContext,
): Promise<Extract<FlowOutcome, { kind: 'form_invalid' | 'replaced' }>> {
  const isKept = await context.runtime.store.setFlowForm(flow.flowId, form);
  if (!isKept) return replaceFlow(flow, 'flow_completed', context);
  return { kind: 'form_invalid', reason: 'form_invalid', flow: { ...flow, form } };
}

/** A new flow for the same purpose, in the same browser, that says why. */
export async function replaceFlow(
  flow: Flow,
  reason: 'flow_expired' | 'flow_completed',
  context: FlowContext,
): Promise<Extract<FlowOutcome, { kind: 'replaced' }>> {
  const { kind } = flow;
  const form = { ...emptyForm, messages: [flowMessages[kind].expired()] };
  const nextFlow = buildFollowingFlow(flow, { kind, form }, context);
  await context.runtime.store.insertFlow(nextFlow);
  return { kind: 'replaced', reason, flow, nextFlow };
}
