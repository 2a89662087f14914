// Which addresses a key or a client secret may be sent to: https, or plain http on this machine.

import { CommandError } from '../terminal/command-error.ts';

/** @returns whether the host names this machine (RFC 6761 section 6.3, RFC 8252 section 7.3). */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(hostname)
  );
}

/**
 * @param source what the address is called in a complaint: `GATEHOUSE_URL`.
 * @returns the address without a trailing slash.
 * @throws CommandError where it is no http(s) URL, carries credentials, or is plain http to another machine.
 */
export function parseServiceUrl(text: string, source: string): string {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new CommandError(
      `${source} is no address: "${text}". Write it like https://id.example.com.`,
    );
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new CommandError(`${source} may hold nothing but scheme, host, port and path.`);
  }
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    throw new CommandError(
      `${source} is ${url.origin}, which is not encrypted: secrets go over plain http only to this machine. Use https.`,
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
