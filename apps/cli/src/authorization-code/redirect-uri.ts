// Where answers arrive: this machine's port, or an address that leads there.

import { CommandError } from '../terminal/command-error.ts';

export interface RedirectTarget {
  /** Exactly what has to be registered. */
  readonly redirectUri: string;
  /** Where the browser begins: the redirect URI's own origin, so that its cookies come back. */
  readonly startUrl: string;
  readonly callbackPath: string;
  /** The host of requests that arrive at it. */
  readonly host: string;
}

/**
 * @param named what stood behind `--redirect`; empty: this machine at the port.
 * @throws CommandError where it is no http(s) URI, or has a fragment (RFC 6749 section 3.1.2).
 */
export function parseRedirectTarget(named: string, port: number): RedirectTarget {
  const redirectUri = named === '' ? `http://127.0.0.1:${port}/callback` : named;
  const url = URL.parse(redirectUri);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url === null || !isWeb || redirectUri.includes('#') || url.username !== '') {
    throw new CommandError(
      `--redirect takes an address that leads to this command, like http://127.0.0.1:${port}/callback.`,
    );
  }
  return {
    redirectUri,
    startUrl: `${url.origin}/`,
    callbackPath: url.pathname,
    host: url.host,
  };
}
