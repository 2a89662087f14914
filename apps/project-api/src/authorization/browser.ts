// The browser that begins an authorization request, known by a cookie of its own: 256 random bits, of which
// our side keeps only the hash. A login replaces other cookies, not this one.

import { sha256Base64url } from '@gatehouse/keys';
import type { ProjectRequest } from '../http/project-request.ts';
import type { RouteContext } from '../routes/route.ts';
import { readCookie } from '../self-service/cookies.ts';

const secretPattern = /^[A-Za-z0-9_-]{43}$/;
const cookieLifetimeSeconds = 30 * 60;

export interface Browser {
  readonly secret: string;
  /** What is stored beside a request. */
  readonly hash: string;
  /** Set-Cookie: the cookie lives as long as a request that begins now. */
  readonly cookies: readonly string[];
}

/** @returns the browser by its cookie, which is made where there is none. */
export function openBrowser(
  request: ProjectRequest,
  { identity, random }: Pick<RouteContext, 'identity' | 'random'>,
): Browser {
  const cookie = identity.cookiesOf(request.project).authorization;
  const known = readCookie(request.header('cookie'), cookie);
  const secret =
    known !== undefined && secretPattern.test(known)
      ? known
      : Buffer.from(random.bytes(32)).toString('base64url');
  return {
    secret,
    hash: sha256Base64url(secret),
    cookies: [cookie.set(secret, cookieLifetimeSeconds)],
  };
}

/** @returns the token without which no page of another site can post a form in this browser's name. */
export function buildFormToken(purpose: string, challenge: string, browser: Browser): string {
  return sha256Base64url(`${purpose} ${challenge} ${browser.secret}`);
}
