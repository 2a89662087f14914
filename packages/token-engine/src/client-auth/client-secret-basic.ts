// HTTP Basic: RFC 6749 section 2.3.1. Id and secret are form-urlencoded before they are joined by a colon.

import type { Trail } from '../trace/trail.ts';
import type { ClientRequest, PresentedCredentials } from './presented-credentials.ts';

const maxHeaderLength = 2048;
const base64Pattern = /^[A-Za-z0-9+/]+={0,2}$/;

/** @returns undefined where the header is absent or of another scheme: that never authenticates a client. */
export function presentBasic(
  request: ClientRequest,
  trail: Trail,
): PresentedCredentials | undefined {
  const header = request.authorization;
  if (header === undefined || header.slice(0, 6).toLowerCase() !== 'basic ') return undefined;
  const encoded = header.slice(6).trim();
  const malformed = () => trail.refuse('client_authentication_malformed', 'client_authentication');
  if (header.length > maxHeaderLength || !base64Pattern.test(encoded)) throw malformed();
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 1) throw malformed();
  const clientId = decodeForm(decoded.slice(0, colon));
  const secret = decodeForm(decoded.slice(colon + 1));
  if (clientId === undefined || secret === undefined) throw malformed();
  return { method: 'client_secret_basic', clientId, secret };
}

/** application/x-www-form-urlencoded, strictly: a lone percent sign or bytes that are no UTF-8 fail closed. */
function decodeForm(text: string): string | undefined {
  if (!text.includes('%') && !text.includes('+')) return text;
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
