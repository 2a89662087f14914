import type { SessionFacts } from '../sessions/session.ts';
import type { Flow } from './flow.ts';

/** What became of a submitted flow. Refusals of the whole call are thrown as FlowError. */
export type FlowOutcome =
  | {
      readonly kind: 'signed_in';
      readonly flow: Flow;
      readonly facts: SessionFacts;
      /** Shown once: to the session cookie, or to the native application. */
      readonly sessionToken: string;
      /** The browser's new secret; undefined for native applications. */
      readonly browserSecret: string | undefined;
    }
  | { readonly kind: 'registered'; readonly flow: Flow; readonly nextFlow: Flow }
  /** Something in the form is wrong; `flow` carries the messages. */
  | {
      readonly kind: 'form_invalid';
      readonly reason: 'form_invalid' | 'credentials_invalid';
      readonly flow: Flow;
    }
  | { readonly kind: 'too_many_attempts'; readonly flow: Flow; readonly retryAfterSeconds: number }
  /** The flow was expired or completed; `nextFlow` stands in for it. */
  | {
      readonly kind: 'replaced';
      readonly reason: 'flow_expired' | 'flow_completed';
      readonly flow: Flow;
      readonly nextFlow: Flow;
    };
