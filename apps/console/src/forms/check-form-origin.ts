// Where a posted form comes from: this origin, this browser, this session. Each is checked by itself.

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export const csrfField = '_csrf';

/** @returns the token that a session's forms carry. It ends with the session. */
export function buildCsrfToken(key: Uint8Array, sessionId: string): string {
  return createHmac('sha256', key).update(`csrf ${sessionId}`).digest('base64url');
}

/** @returns whether a post came from a page of ours, as the browser tells it. */
export function isOwnOrigin({ headers }: IncomingMessage, consoleOrigin: string): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  if (origin !== undefined) return origin === consoleOrigin && site !== 'cross-site';
  return site === 'same-origin';
}

export function isSameToken(presented: string, expected: string): boolean {
  const [first, second] = [Buffer.from(presented), Buffer.from(expected)];
  return first.length === second.length && timingSafeEqual(first, second);
}
