// HTTP Basic: RFC 6749 section 2.3.1. Id and secret are form-urlencoded before they are joined by a colon.

const maxHeaderLength = 2048;
const base64Pattern = /^[A-Za-z0-9+/]+={0,2}$/;

/** What an Authorization header says of a client: nothing where it is absent or of another scheme. */
export type BasicCredentials =
  | { readonly clientId: string; readonly secret: string }
  | 'malformed'
  | undefined;

export function parseBasic(header: string | undefined): BasicCredentials {
  if (header === undefined || header.slice(0, 6).toLowerCase() !== 'basic ') return undefined;
  const encoded = header.slice(6).trim();
  if (header.length > maxHeaderLength || !base64Pattern.test(encoded)) return 'malformed';
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 1) return 'malformed';
  const clientId = decodeForm(decoded.slice(0, colon));
  const secret = decodeForm(decoded.slice(colon + 1));
  return clientId === undefined || secret === undefined ? 'malformed' : { clientId, secret };
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
