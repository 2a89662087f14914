import type { AcceptedLogin } from '@gatehouse/token-engine/ports';
import type { SignedInSession } from '../sessions/read-session.ts';

/** A session of the hosted pages as the token engine takes a login. */
export function buildAcceptedLogin(session: SignedInSession): AcceptedLogin {
  const { sessionId, identityId, authenticatedAtSeconds, acr, amr } = session;
  return {
    subject: identityId,
    identityId,
    sessionId,
    authenticatedAtSeconds,
    acr,
    amr,
    context: {},
  };
}
