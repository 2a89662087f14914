// What a route answers: data only. One place writes it to the connection.

import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Values of Set-Cookie, each a header of its own (RFC 6265 section 3). */
  readonly cookies?: readonly string[];
  /** The client that was answered, where the engine knows one. */
  readonly clientId?: string | undefined;
  /** Empty for 204 and 304. */
  readonly body: string | Buffer;
}

// Nothing here is a page: no response may be framed, sniffed, or run anything.
const securityHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Headers of everything that must not be kept anywhere (RFC 6749 section 5.1). */
export const uncachedHeaders = {
  ...securityHeaders,
  'cache-control': 'no-store',
  pragma: 'no-cache',
};

export const uncachedJsonHeaders = {
  ...uncachedHeaders,
  'content-type': 'application/json;charset=UTF-8',
};

/** Headers of public documents that anybody may read from anywhere (OpenID Connect Discovery section 4). */
export const publicJsonHeaders = {
  ...securityHeaders,
  'access-control-allow-origin': '*',
  'cache-control': 'public, max-age=300',
  'content-type': 'application/json;charset=UTF-8',
};

/** @returns an answer that is never cached. */
export function buildJsonAnswer(
  body: unknown,
  options: { status?: number; headers?: Readonly<Record<string, string>> } = {},
): HttpAnswer {
  return {
    status: options.status ?? 200,
    headers: { ...uncachedJsonHeaders, ...options.headers },
    body: JSON.stringify(body),
  };
}

export const noContent: HttpAnswer = { status: 204, headers: uncachedHeaders, body: '' };

/** @returns a redirect that a form may be answered with (RFC 9700 section 4.12: never 307). */
export function buildRedirect(location: string, cookies: readonly string[] = []): HttpAnswer {
  return { status: 303, headers: { ...uncachedHeaders, location }, cookies, body: '' };
}

export function sendAnswer(reply: FastifyReply, answer: HttpAnswer): FastifyReply {
  if (answer.cookies?.length) reply.header('set-cookie', [...answer.cookies]);
  return reply.code(answer.status).headers(answer.headers).send(answer.body);
}

/** Writes an answer without Fastify, in one piece. */
export function writeAnswer(response: ServerResponse, answer: HttpAnswer): void {
  const { status, headers, cookies, body } = answer;
  const list: string[] = [];
  for (const name in headers) list.push(name, headers[name] ?? '');
  for (const cookie of cookies ?? []) list.push('set-cookie', cookie);
  // RFC 9110 section 8.6: a 204 has no length, and the one of a 304 would be that of the document.
  if (status !== 204 && status !== 304)
    list.push('content-length', String(Buffer.byteLength(body)));
  response.writeHead(status, list);
  response.end(body);
}
