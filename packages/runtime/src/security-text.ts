// /.well-known/security.txt (RFC 9116): whom to tell about a vulnerability of this installation. Only its
// operator knows, so there is none until they say.

import type { ServerResponse } from 'node:http';
import { z } from 'zod';

const path = '/.well-known/security.txt';
// It has to end within a year (RFC 9116 section 2.5.5).
const validDays = 180;
const dayMilliseconds = 86_400_000;

/** Where reports go. */
export const securityContactVariable = z
  .string()
  .regex(
    /^(mailto:[^\s@]+@[^\s@]+|https:\/\/\S+)$/,
    'it must be an address like mailto:security@example.com or https://example.com/report',
  );

/** @returns false for every other path, and where nobody is named; then nothing was answered. */
export function answerSecurityText(
  requestPath: string,
  response: ServerResponse,
  contact: string | undefined,
): boolean {
  if (requestPath !== path || contact === undefined) return false;
  const midnight = Math.floor(Date.now() / dayMilliseconds) * dayMilliseconds;
  const expires = new Date(midnight + validDays * dayMilliseconds).toISOString();
  const body = `Contact: ${contact}\nExpires: ${expires}\nPreferred-Languages: en\n`;
  response.writeHead(200, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'max-age=3600',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
  return true;
}
