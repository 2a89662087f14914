// A login of the project's own pages that is to be remembered starts a session of its browser, with the
// answer that takes the login: once, and under a cookie that nobody had before.

import { parseSessionId } from '@gatehouse/protocol';
import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import type { AcceptedLogin, NewLoginSession } from '../ports/authorization-requests.ts';

/** The cookie that the edge made for the session, and the one that the browser had. Keyed hashes. */
export interface LoginSessionCookies {
  readonly tokenHash: Uint8Array;
  readonly replaces: Uint8Array | undefined;
}

export interface StartedLoginSession {
  /** undefined: as long as the browser keeps its cookies. */
  readonly lifetimeSeconds: number | undefined;
}

export interface LoginSessionStart {
  readonly session: NewLoginSession;
  readonly started: StartedLoginSession;
}

/** Browsers restore what they were to forget: our side does not. */
const browserSessionSeconds = 30 * 86_400;

/** @returns undefined for a login that is not to be remembered, or is known already. */
export function planLoginSession(
  login: AcceptedLogin,
  cookies: LoginSessionCookies,
  { nowSeconds, randomUuid }: EndpointContext,
): LoginSessionStart | undefined {
  const { rememberForSeconds } = login;
  if (rememberForSeconds === undefined || login.sessionId !== undefined) return undefined;
  const sessionId = parseSessionId(randomUuid());
  if (sessionId === undefined) throw new Error('A random UUID is a session id.');
  const lifetimeSeconds = rememberForSeconds === 0 ? undefined : rememberForSeconds;
  return {
    session: {
      ...cookies,
      sessionId,
      login,
      expiresAtSeconds: nowSeconds + (lifetimeSeconds ?? browserSessionSeconds),
    },
    started: { lifetimeSeconds },
  };
}
