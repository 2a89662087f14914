// URIs that a client registers: redirect URIs (RFC 6749 section 3.1.2, RFC 8252 sections 7.1 to 7.3,
// RFC 9700 section 2.1) and those that people or servers follow.

import { ClientMetadataError } from './client-metadata-error.ts';

const maxUriLength = 2048;
const loopbackAddresses = new Set(['127.0.0.1', '[::1]', 'localhost']);
/** Schemes that run script, read files or lead elsewhere. */
const dangerousSchemes = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'file:',
  'blob:',
  'about:',
  'filesystem:',
]);

function parseUri(field: string, uri: string): URL {
  if (uri.length > maxUriLength) {
    throw new ClientMetadataError(field, `${field}: a URI has at most ${maxUriLength} characters.`);
  }
  if (/[\s\\^`{|}<>"]/.test(uri) || !/^[\x21-\x7e]+$/.test(uri)) {
    throw new ClientMetadataError(
      field,
      `${field}: ${uri} holds a character that is not allowed in a URI.`,
    );
  }
  try {
    return new URL(uri);
  } catch {
    throw new ClientMetadataError(field, `${field}: ${uri} is not an absolute URI.`);
  }
}

/** Names below `localhost` lead to this machine like itself (RFC 6761 section 6.3). */
function isLoopback(host: string): boolean {
  return loopbackAddresses.has(host) || /^[a-z0-9.-]+\.localhost$/.test(host);
}

function isPrivateAddress(host: string): boolean {
  if (host.startsWith('[')) return true;
  return /^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$/.test(
    host,
  );
}

/** @returns the URI as given: it is compared as a string ever after. */
export function checkRedirectUri(
  uri: string,
  client: { isPublic: boolean },
  field = 'redirect_uris',
): string {
  const url = parseUri(field, uri);
  if (url.hash !== '' || uri.includes('#')) {
    throw new ClientMetadataError(
      field,
      `${field}: ${uri} has a fragment (RFC 6749 section 3.1.2).`,
    );
  }
  if (uri.includes('*')) throw new ClientMetadataError(field, `${field}: ${uri} holds a wildcard.`);
  if (url.username !== '' || url.password !== '') {
    throw new ClientMetadataError(field, `${field}: ${uri} holds a user name or password.`);
  }
  if (/(^|\/)\.\.?(\/|$)/.test(uri.slice(url.protocol.length).split('?')[0] ?? '')) {
    throw new ClientMetadataError(field, `${field}: ${uri} holds a dot segment.`);
  }
  if (url.protocol === 'https:') {
    if (isPrivateAddress(url.hostname) && !isLoopback(url.hostname)) {
      throw new ClientMetadataError(field, `${field}: ${uri} names a private network address.`);
    }
    return uri;
  }
  if (url.protocol === 'http:') {
    // The parser has made 127.0.0.1 of "0x7f.1": what stands in the text has to be the plain form.
    if (isLoopback(url.hostname) && uri.slice(7).startsWith(url.hostname)) return uri;
    throw new ClientMetadataError(
      field,
      `${field}: ${uri} must use https; http is for loopback addresses.`,
    );
  }
  if (dangerousSchemes.has(url.protocol)) {
    throw new ClientMetadataError(field, `${field}: the scheme of ${uri} is not allowed.`);
  }
  if (!url.protocol.includes('.')) {
    throw new ClientMetadataError(
      field,
      `${field}: a private-use scheme is a domain name in reverse, such as com.example.app (RFC 8252 section 7.1).`,
    );
  }
  if (!client.isPublic) {
    throw new ClientMetadataError(
      field,
      `${field}: a private-use scheme is for public clients only.`,
    );
  }
  return uri;
}

/** A page or server address: https, or http on loopback. Nothing is fetched here. '' stays ''. */
export function checkWebUri(field: string, uri: string): string {
  if (uri === '') return '';
  const url = parseUri(field, uri);
  const isLocal = url.protocol === 'http:' && isLoopback(url.hostname);
  if ((url.protocol !== 'https:' && !isLocal) || url.username !== '' || url.password !== '') {
    throw new ClientMetadataError(
      field,
      `${field}: ${uri} must be an https URL without credentials.`,
    );
  }
  return uri;
}

/** An address that somebody fetches: https, on no loopback and no private address. '' stays ''. */
export function checkFetchedUri(field: string, uri: string): string {
  if (uri === '') return '';
  const { protocol, hostname } = parseUri(field, checkWebUri(field, uri));
  const host = hostname.replace(/\.$/, '');
  if (protocol !== 'https:' || isLoopback(host) || isPrivateAddress(host)) {
    throw new ClientMetadataError(field, `${field}: ${uri} must be an https URL of a public host.`);
  }
  return uri;
}

/** An origin for CORS: scheme, host and port, nothing else. */
export function checkOrigin(field: string, origin: string): string {
  const url = parseUri(field, origin);
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.origin !== origin) {
    throw new ClientMetadataError(
      field,
      `${field}: ${origin} is not an origin such as https://app.example.com.`,
    );
  }
  return origin;
}
