// From a request to the member who makes it, with an access token that still lives.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CookieJar } from '../http/cookies.ts';
import type { Sealer } from '../sealing/sealer.ts';
import {
  isEnding,
  type MemberSession,
  memberSession,
  sessionCookie,
  sessionLifetimeSeconds,
} from './member-session.ts';
import type { RelyingParty } from './relying-party.ts';

export interface Sessions {
  /**
   * @returns undefined where nobody is signed in. Rejects where the issuer cannot be asked.
   * Several requests of one page refresh once.
   */
  load(request: IncomingMessage, response: ServerResponse): Promise<MemberSession | undefined>;
  store(response: ServerResponse, session: MemberSession): void;
  clear(response: ServerResponse): void;
}

export interface SessionsOptions {
  readonly cookies: CookieJar;
  readonly sealer: Sealer;
  readonly relyingParty: RelyingParty;
}

/** How long the outcome of a refresh is kept for requests that still carry the old cookie. */
const refreshKeptMilliseconds = 30_000;

export function createSessions({ cookies, sealer, relyingParty }: SessionsOptions): Sessions {
  const refreshes = new Map<string, Promise<MemberSession | undefined>>();

  function refreshOnce(session: MemberSession): Promise<MemberSession | undefined> {
    const key = session.accessToken;
    const underWay = refreshes.get(key);
    if (underWay !== undefined) return underWay;
    const refresh = relyingParty.refresh(session);
    refreshes.set(key, refresh);
    const forget = () => refreshes.delete(key);
    void refresh.then(() => setTimeout(forget, refreshKeptMilliseconds).unref(), forget);
    return refresh;
  }

  function store(response: ServerResponse, session: MemberSession): void {
    const value = sealer.seal(session, sessionLifetimeSeconds);
    cookies.write(response, { name: sessionCookie, value, seconds: sessionLifetimeSeconds });
  }

  function clear(response: ServerResponse): void {
    cookies.write(response, { name: sessionCookie });
  }

  return {
    store,
    clear,
    async load(request, response) {
      const text = cookies.read(request.headers.cookie, sessionCookie);
      if (text === undefined) return undefined;
      const { data: session } = memberSession.safeParse(sealer.open(text));
      if (session === undefined || !isEnding(session, Date.now() / 1000)) return session;
      const refreshed = await refreshOnce(session);
      if (refreshed === undefined) clear(response);
      else store(response, refreshed);
      return refreshed;
    },
  };
}
