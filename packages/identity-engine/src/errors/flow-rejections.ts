// Why a flow call is refused as a whole, decided in one place: Ory's error id, the status, the words.
// What is wrong inside a form is no refusal but the flow with messages.

export interface FlowRejection {
  /** Ory's typed error id; undefined where Ory has none. */
  readonly id: string | undefined;
  readonly status: number;
  readonly message: string;
  readonly reason: string;
}

const define = <Slug extends string>(table: Readonly<Record<Slug, FlowRejection>>) => table;

export const flowRejections = define({
  flow_unknown: {
    id: undefined,
    status: 404,
    message: 'The flow does not exist.',
    reason: 'Begin again: the link may be incomplete or very old.',
  },
  flow_expired: {
    id: 'self_service_flow_expired',
    status: 410,
    message: 'The flow has expired.',
    reason: 'The form was open for too long. Begin again.',
  },
  flow_completed: {
    id: 'self_service_flow_expired',
    status: 410,
    message: 'The flow has expired.',
    reason: 'The form was sent already. Begin again.',
  },
  csrf_violation: {
    id: 'security_csrf_violation',
    status: 403,
    message: 'The request was rejected to protect you from cross-site request forgery.',
    reason:
      'The form was not opened in this browser, or the browser keeps no cookies. Begin again.',
  },
  registration_closed: {
    id: undefined,
    status: 403,
    message: 'Registration is not allowed.',
    reason: 'This project does not let people sign up by themselves.',
  },
  session_missing: {
    id: 'session_inactive',
    status: 401,
    message: 'No active session was found.',
    reason: 'Sign in first.',
  },
  session_available: {
    id: 'session_already_available',
    status: 400,
    message: 'A valid session was detected and thus login is not possible.',
    reason: 'Sign out first, or ask for a refresh.',
  },
  too_many_attempts: {
    id: 'too_many_attempts',
    status: 429,
    message: 'Too many attempts.',
    reason: 'Wait and try again.',
  },
});

export type FlowRejectionSlug = keyof typeof flowRejections;
