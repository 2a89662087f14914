// What a route answers: data only. One place writes it to the connection.

import type { FastifyReply } from 'fastify';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
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

export function sendAnswer(reply: FastifyReply, answer: HttpAnswer): FastifyReply {
  return reply.code(answer.status).headers(answer.headers).send(answer.body);
}
