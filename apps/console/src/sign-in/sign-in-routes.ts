// The four addresses of signing in and out. Everything else of the console asks for a session.

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CookieJar } from '../http/cookies.ts';
import type { Sealer } from '../sealing/sealer.ts';
import type { RelyingParty, SignInAttempt } from './relying-party.ts';
import { readReturnTo } from './return-to.ts';
import type { Sessions } from './sessions.ts';

export const signInPath = '/sign-in';
export const signUpPath = '/sign-up';
export const callbackPath = '/sign-in/callback';
export const signOutPath = '/sign-out';

export interface SignInRoutesOptions {
  readonly consoleOrigin: string;
  readonly cookies: CookieJar;
  readonly sealer: Sealer;
  readonly relyingParty: RelyingParty;
  readonly sessions: Sessions;
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Path and query. */
  readonly url: URL;
}

const attemptCookie = 'gatehouse_console_sign_in';
const attemptSeconds = 3600;

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location }).end();
}

export interface SignInRoutes {
  /** GET. Rejects where the issuer cannot be asked. */
  begin(exchange: Exchange, prompt?: 'create'): Promise<void>;
  /** GET: the way back from the issuer. */
  complete(exchange: Exchange): Promise<void>;
  /** POST, after the form has proved where it comes from. */
  signOut(exchange: Exchange): Promise<void>;
}

export function createSignInRoutes(options: SignInRoutesOptions): SignInRoutes {
  const { consoleOrigin, cookies, sealer, relyingParty, sessions } = options;
  return {
    async begin({ response, url }, prompt) {
      const returnTo = readReturnTo(url.searchParams.get('return_to'));
      const { url: authorizationUrl, attempt } = await relyingParty.begin(returnTo, prompt);
      const value = sealer.seal(attempt, attemptSeconds);
      cookies.write(response, { name: attemptCookie, value, seconds: attemptSeconds });
      redirect(response, authorizationUrl);
    },
    async complete({ request, response, url }) {
      const text = cookies.read(request.headers.cookie, attemptCookie);
      const attempt = text === undefined ? undefined : sealer.open(text);
      cookies.write(response, { name: attemptCookie });
      if (!isAttempt(attempt)) return redirect(response, '/sign-in-failed?reason=lost');
      const callback = new URL(url.pathname + url.search, consoleOrigin);
      try {
        sessions.store(response, await relyingParty.complete(callback, attempt));
      } catch {
        const wasDenied = callback.searchParams.get('error') === 'access_denied';
        redirect(response, `/sign-in-failed?reason=${wasDenied ? 'denied' : 'refused'}`);
        return;
      }
      redirect(response, attempt.returnTo);
    },
    async signOut({ request, response }) {
      const session = await sessions.load(request, response).catch(() => undefined);
      sessions.clear(response);
      const fallback = `${consoleOrigin}/`;
      const to = session && (await relyingParty.endSessionUrl(session).catch(() => fallback));
      redirect(response, to ?? fallback);
    },
  };
}

function isAttempt(value: unknown): value is SignInAttempt {
  return typeof value === 'object' && value !== null && 'codeVerifier' in value;
}
