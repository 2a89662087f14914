// Our own servers in one process or one network: a request for a public address takes the short way, and
// still carries the public host, which names the project where each has a host of its own. The built-in
// fetch cannot do that: it sends the host of the address that it connects to.

import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { traceCall } from './tracing/tracing.ts';

export interface InternalFetchOptions {
  /** Where every request goes instead of its own origin, such as `http://127.0.0.1:4000`; one for each URL if need be. */
  readonly origin: string | ((url: string) => string);
  /** Longest answer that is read, in bytes. */
  readonly maxBytes?: number;
  /** How long an answer may take; longer than the deadline of the servers that give it. */
  readonly timeoutMilliseconds?: number;
}

const noBody = Buffer.alloc(0);
const withoutBody = new Set([101, 204, 205, 304]);

/**
 * @returns a fetch for public URLs of this installation. It follows no redirect, keeps every Set-Cookie, and
 * rejects where nothing answers or the answer is too long. Bodies are text, forms or bytes.
 */
export function createInternalFetch({
  origin,
  maxBytes = 4_000_000,
  timeoutMilliseconds = 12_000,
}: InternalFetchOptions): typeof globalThis.fetch {
  return async (input, init) => {
    const asked = new Request(input, init);
    const internal = new URL(typeof origin === 'string' ? origin : origin(asked.url));
    const send = internal.protocol === 'https:' ? requestHttps : requestHttp;
    const { host, pathname, search } = new URL(asked.url);
    const body = asked.body === null ? noBody : Buffer.from(await asked.arrayBuffer());
    const headers = { ...Object.fromEntries(asked.headers), host, 'content-length': body.length };
    const url = new URL(pathname + search, internal);
    return traceCall(asked.method, async (traceHeaders) => {
      const { promise, resolve, reject } = Promise.withResolvers<Response>();
      const { method, signal } = asked;
      const sent = send(
        url,
        { method, headers: { ...headers, ...traceHeaders }, signal },
        (response) => void readResponse(response, maxBytes).then(resolve, reject),
      );
      // A signal with a timeout would go off after each answer too, long after anybody listens.
      const timer = setTimeout(() => {
        reject(new DOMException('No answer came before the timeout.', 'TimeoutError'));
        sent.destroy();
      }, timeoutMilliseconds);
      // Node's own error says only that somebody gave up, and not why.
      sent.on('error', (error) => reject(signal.aborted ? signal.reason : error)).end(body);
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
      }
    });
  };
}

async function readResponse(response: IncomingMessage, maxBytes: number): Promise<Response> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response) {
    if (!Buffer.isBuffer(part)) continue;
    length += part.length;
    if (length > maxBytes) throw new Error(`The answer is longer than ${maxBytes} bytes.`);
    parts.push(part);
  }
  const status = response.statusCode ?? 500;
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(response.headersDistinct)) {
    for (const value of values) headers.append(name, value);
  }
  return new Response(withoutBody.has(status) ? null : Buffer.concat(parts), { status, headers });
}
