// Signing out. A link does it, so the link carries a token that only the session's own browser was given.

import { FlowError } from '../errors/flow-error.ts';
import { findLiveSession } from '../sessions/find-live-session.ts';
import type { FlowContext } from './flow-context.ts';

export interface Logout {
  /** The session cookie as received. */
  readonly sessionToken: string | undefined;
  /** undefined: a native application that presents its own session token needs none. */
  readonly logoutToken: string | undefined;
}

/**
 * Ends the session and every token that hangs on it. Signing out twice is no error.
 * @returns whether there was a session to end. Throws FlowError: csrf_violation where the token is another's.
 */
export async function submitLogout(logout: Logout, context: FlowContext): Promise<boolean> {
  const { runtime, nowSeconds, trail } = context;
  const facts = await findLiveSession(logout.sessionToken, context);
  if (facts === undefined) {
    trail.fail('session', { expected: 'a live session' });
    return false;
  }
  const { sessionId, identityId } = facts.session;
  const { logoutToken } = logout;
  if (logoutToken !== undefined && !runtime.secrets.isLogoutToken(logoutToken, sessionId)) {
    trail.fail('logout_token', { expected: 'the token of this session' });
    throw new FlowError('csrf_violation');
  }
  trail.pass('logout_token');
  await runtime.store.endSession({ sessionId, identityId, atSeconds: nowSeconds });
  return true;
}
