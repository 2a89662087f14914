import type { IncomingMessage } from 'node:http';
import { FormFields } from './form-fields.ts';

const maxBytes = 64_000;

/** @returns the fields, or why there are none. */
export async function readForm(
  request: IncomingMessage,
): Promise<FormFields | 'unsupported' | 'too_large'> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/x-www-form-urlencoded(?:;|$)/i.test(type)) return 'unsupported';
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    if (!Buffer.isBuffer(part)) continue;
    length += part.length;
    if (length > maxBytes) return 'too_large';
    parts.push(part);
  }
  return new FormFields(Buffer.concat(parts).toString('utf8'));
}
