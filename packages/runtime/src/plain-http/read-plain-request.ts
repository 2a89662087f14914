// Recognizes a request that every reader of HTTP/1.1 understands in the same way (RFC 9112), and nothing else:
// what this module does not know is not refused here, it is left to node:http. So it never has to decide
// what an unusual request means, and cannot disagree with a proxy about where one ends.

import type { IncomingHttpHeaders } from 'node:http';

/** Where a request ends within the bytes, and what it says. */
export interface PlainReading {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer | undefined;
  /** Of head and body. */
  readonly length: number;
}

const maxHeadLength = 16_384;
const maxHeaders = 64;
const maxBodyLength = 65_536;

const endOfHead = '\r\n\r\n';
const requestLinePattern = /^(GET|POST) (\/[!-~]*) HTTP\/1\.1$/;
const namePattern = /^[A-Za-z0-9-]+$/;
/** Visible ASCII and spaces. Line breaks that are not CR LF are in no line that matches (RFC 9112 section 2.2). */
const valuePattern = /^[ -~]*$/;
/** One spelling of each number: RFC 9110 section 8.6 would let zeros stand in front. */
const lengthPattern = /^[1-9]\d{0,4}$/;

/** They change how long the message is, or what becomes of the connection. */
const unusualHeaders = new Set([
  'transfer-encoding',
  'te',
  'trailer',
  'upgrade',
  'expect',
  'proxy-connection',
  'http2-settings',
]);

/** @returns undefined for what is not wholly there, or not in the one ordinary form. */
export function readPlainRequest(bytes: Buffer): PlainReading | undefined {
  const end = bytes.indexOf(endOfHead);
  if (end === -1 || end > maxHeadLength) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const endOfLine = head.indexOf('\r\n');
  const [, method, url] =
    requestLinePattern.exec(endOfLine === -1 ? head : head.slice(0, endOfLine)) ?? [];
  if (url === undefined || endOfLine === -1) return undefined;
  const headers = readHeaders(head, endOfLine + 2);
  if (headers?.host === undefined || !isKept(headers.connection)) return undefined;
  const start = end + endOfHead.length;
  const length = headers['content-length'];
  if (method === 'GET') {
    return length === undefined
      ? { method, url, headers, body: undefined, length: start }
      : undefined;
  }
  if (method !== 'POST' || length === undefined || !lengthPattern.test(length)) return undefined;
  const bodyLength = Number(length);
  if (bodyLength > maxBodyLength || bytes.length - start < bodyLength) return undefined;
  const body = bytes.subarray(start, start + bodyLength);
  return { method, url, headers, body, length: start + bodyLength };
}

/** @returns undefined where a header comes twice, or is one that changes the message. */
function readHeaders(head: string, from: number): IncomingHttpHeaders | undefined {
  const headers: IncomingHttpHeaders = {};
  let count = 0;
  for (let start = from; start < head.length; ) {
    const found = head.indexOf('\r\n', start);
    const end = found === -1 ? head.length : found;
    const colon = head.indexOf(':', start);
    if (colon === -1 || colon >= end || count === maxHeaders) return undefined;
    const written = head.slice(start, colon);
    if (!namePattern.test(written)) return undefined;
    const name = written.toLowerCase();
    if (headers[name] !== undefined || unusualHeaders.has(name)) return undefined;
    const value = head.slice(colon + 1, end);
    if (!valuePattern.test(value)) return undefined;
    headers[name] = value.trim();
    count += 1;
    start = end + 2;
  }
  return headers;
}

function isKept(connection: string | undefined): boolean {
  return connection === undefined || connection.toLowerCase() === 'keep-alive';
}
