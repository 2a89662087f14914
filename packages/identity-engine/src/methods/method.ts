// What a method of proving who one is must bring. The table beside this file registers them; flows know
// nothing of any single one.

import type { IdentityId } from '@gatehouse/protocol';
import type { AttemptCounters, AttemptKeys } from '../attempts/decide-attempt.ts';
import type { Flow, FlowForm } from '../flows/flow.ts';
import type { FlowContext } from '../flows/flow-context.ts';
import type { Submission } from '../flows/submission.ts';
import type { UiMessage } from '../ui/messages.ts';
import type { UiNode } from '../ui/ui-node.ts';

/** Somebody proved to be an identity. */
export interface ProvedIdentity {
  readonly identityId: IdentityId;
  /** Absent: as the project says. */
  readonly sessionLifetimeSeconds?: number | undefined;
  readonly attempt: { readonly keys: AttemptKeys; readonly counters: AttemptCounters };
  readonly comparedHash: string;
  readonly newHash: string | undefined;
}

export type Authentication =
  | { readonly kind: 'proved'; readonly proved: ProvedIdentity }
  | {
      readonly kind: 'refused';
      readonly reason: 'form_invalid' | 'credentials_invalid';
      readonly form: FlowForm;
    }
  | {
      readonly kind: 'too_many_attempts';
      readonly form: FlowForm;
      readonly retryAfterSeconds: number;
    };

/** A new identity's credential, checked but not made yet. */
export interface Enrolment {
  readonly problems: ReadonlyMap<string, UiMessage>;
  /** The slow part. Call it only where there is no problem. Throws PasswordsBusy. */
  create(): Promise<{ readonly passwordHash: string }>;
}

export interface Method {
  readonly name: 'password';
  loginNodes(form: FlowForm): readonly UiNode[];
  registrationNodes(form: FlowForm): readonly UiNode[];
  /** Throws PasswordsBusy, StoreUnavailable. */
  authenticate(submission: Submission, flow: Flow, context: FlowContext): Promise<Authentication>;
  /** @param identifier normalised; empty where there is none. */
  enrol(submission: Submission, identifier: string, context: FlowContext): Enrolment;
}
