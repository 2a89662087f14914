// The redirect URI: RFC 6749 section 3.1.2.3, compared as a string (RFC 9700 section 2.1), but for the
// port of loopback addresses (RFC 8252 section 7.3). Until it is proven the browser is sent nowhere.

import type { Client } from '../clients/client.ts';
import type { Trail } from '../trace/trail.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { VerifiedRedirectUri } from './verified-redirect.ts';

const loopbackPattern = /^http:\/\/(127\.0\.0\.1|\[::1\]|localhost)(:\d{1,5})?(\/[^#]*|\?[^#]*)?$/;

/** @returns the URI to use; without one in the request, the only one that is registered. */
export function checkRedirectUri(
  named: string | undefined,
  client: Client,
  request: { isOpenId: boolean; trail: Trail },
): VerifiedRedirectUri {
  const registered = client.metadata.redirect_uris;
  const refuse = (received: string) =>
    request.trail.refuse('redirect_uri_not_registered', 'redirect_uri', {
      expected: registered.join(' '),
      received,
    });
  if (named === undefined) {
    const [only, ...others] = registered;
    if (only === undefined || others.length > 0 || request.isOpenId) throw refuse('none');
    return only as VerifiedRedirectUri;
  }
  if (!registered.some((uri) => isSameRedirectUri(uri, named))) throw refuse(named);
  request.trail.pass('redirect_uri', named);
  return named as VerifiedRedirectUri;
}

/** The URI of a request that was checked before it was stored. */
export function restoreVerifiedRedirectUri(request: AuthorizationRequest): VerifiedRedirectUri {
  return request.redirectUri as VerifiedRedirectUri;
}

/** Whether a request for `named` may use the registered URI. */
export function isSameRedirectUri(registered: string, named: string): boolean {
  if (registered === named) return true;
  const ours = loopbackPattern.exec(registered);
  const theirs = loopbackPattern.exec(named);
  if (ours === null || theirs === null) return false;
  return ours[1] === theirs[1] && (ours[3] ?? '') === (theirs[3] ?? '');
}
