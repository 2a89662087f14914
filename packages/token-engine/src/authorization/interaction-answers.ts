// What login and consent pages answer: accept or reject, once. They get back the verifier with which the
// browser that began returns. The hosted pages' edge and the administrators' API both end here.

import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import { isScopeAllowed } from '../parameters/scope.ts';
import type {
  AcceptedConsent,
  AcceptedLogin,
  InteractionError,
  PendingAuthorization,
} from '../ports/authorization-requests.ts';
import { buildRedirectOf } from './build-redirect-of.ts';
import { createChallenge } from './challenge.ts';
import { deviceKeyOf } from './device-key.ts';
import { findPending, stageKeyOf } from './find-pending.ts';

/** A page says no, or cannot go on. */
export interface InteractionRejection extends InteractionError {
  readonly stage: 'login' | 'consent';
  readonly browserHash: string | undefined;
}

/**
 * @returns the login verifier. Throws `authorization_request_unknown`, also for whoever comes second, and
 *   `login_subject_differs` where the page was to confirm somebody else.
 */
export async function acceptLogin(
  challenge: string,
  answer: { login: AcceptedLogin; browserHash: string | undefined },
  context: EndpointContext,
): Promise<string> {
  const pending = await findPending(
    challenge,
    { stage: 'login', browserHash: answer.browserHash },
    context,
  );
  const login = confirmLogin(pending.login, answer.login, context);
  return advance(pending, { stage: 'login_accepted', login, consent: undefined }, context);
}

/** Whoever is confirmed stays who they were: when they logged in, and how, is what the session says. */
function confirmLogin(
  known: AcceptedLogin | undefined,
  answered: AcceptedLogin,
  { trail }: EndpointContext,
): AcceptedLogin {
  if (known === undefined) return answered;
  // An identity that was deleted since is nobody that could be confirmed.
  if (known.subject !== answered.subject || known.identityId !== answered.identityId) {
    throw trail.refuse('login_subject_differs', 'login', {
      expected: 'the subject that was shown',
    });
  }
  return { ...known, context: answered.context };
}

/** @returns the consent verifier. Refuses scopes and audiences that were not asked for (attack 27). */
export async function acceptConsent(
  challenge: string,
  answer: { consent: AcceptedConsent; browserHash: string | undefined },
  context: EndpointContext,
): Promise<string> {
  const { trail } = context;
  const pending = await findPending(
    challenge,
    { stage: 'consent', browserHash: answer.browserHash },
    context,
  );
  const asked = new Set(pending.request.scope);
  const wider = answer.consent.scope.find((name) => !isScopeAllowed(name, asked));
  const foreign = answer.consent.audience.find((name) => !pending.request.audience.includes(name));
  if (wider !== undefined || foreign !== undefined) {
    throw trail.refuse('consent_exceeds_request', 'consent', {
      expected: [...asked, ...pending.request.audience].join(' '),
      received: wider ?? foreign ?? '',
    });
  }
  return advance(
    pending,
    { stage: 'consent_accepted', login: pending.login, consent: answer.consent },
    context,
  );
}

/** Ends the request, in the browser that was asked. @returns where to send the browser: back to the client with the error. */
export async function rejectInteraction(
  challenge: string,
  answer: InteractionRejection,
  context: EndpointContext,
): Promise<string> {
  const pending = await findPending(challenge, answer, context);
  const device = deviceKeyOf(pending.request);
  if (!(await context.project.authorizations.end(stageKeyOf(pending), device))) {
    throw refuseSecond(context);
  }
  context.trail.fail('consent', { expected: 'an approval', received: answer.error });
  return buildRedirectOf(pending.request, context.project, {
    error: answer.error,
    error_description: answer.description,
  });
}

/** The same where another browser than the asked one answers. @returns the verifier. */
export async function holdRejection(
  challenge: string,
  { stage, error, description }: Omit<InteractionRejection, 'browserHash'>,
  context: EndpointContext,
): Promise<string> {
  const pending = await findPending(challenge, { stage, browserHash: undefined }, context);
  context.trail.fail(stage, { expected: 'an approval', received: error });
  const { login, consent } = pending;
  return advance(
    pending,
    { stage: 'rejected', login, consent, rejection: { error, description } },
    context,
  );
}

async function advance(
  pending: PendingAuthorization,
  to: Pick<PendingAuthorization, 'stage' | 'login' | 'consent' | 'rejection'>,
  context: EndpointContext,
): Promise<string> {
  const verifier = createChallenge(pending.requestId, context);
  const isFirst = await context.project.authorizations.advance(stageKeyOf(pending), {
    ...to,
    secretHash: verifier.secretHash,
  });
  if (!isFirst) throw refuseSecond(context);
  return verifier.value;
}

function refuseSecond({ trail }: EndpointContext): Error {
  return trail.refuse('authorization_request_unknown', 'authorization_request', {
    expected: 'the first answer',
    received: 'a second one',
  });
}
