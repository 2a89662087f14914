// The query of a request, strictly: each name once, percent-encoding that is UTF-8, nothing that
// becomes an object. Text that a number or a boolean is expected in is read as one.

import * as z from 'zod';
import { Refusal } from './refusal.ts';

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new Refusal('invalid_request', 'The query is not valid percent-encoded UTF-8.');
  }
}

function readScalar(schema: unknown, text: string): unknown {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault) inner = inner.unwrap();
  if (inner instanceof z.ZodNumber && /^\d{1,9}$/.test(text)) return Number(text);
  if (inner instanceof z.ZodBoolean && /^(?:true|false)$/.test(text)) return text === 'true';
  return text;
}

/**
 * @param queryText what stands after the question mark.
 * @throws {Refusal} where a name stands twice or something is not UTF-8.
 */
export function readQuery(
  schema: z.ZodObject | undefined,
  queryText: string,
): Readonly<Record<string, unknown>> {
  const values = new Map<string, unknown>();
  for (const pair of queryText.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    if (values.has(name)) throw new Refusal('invalid_request', 'A query parameter stands twice.');
    const text = equals === -1 ? '' : decode(pair.slice(equals + 1));
    values.set(name, readScalar(schema?.shape[name], text));
  }
  return Object.fromEntries(values);
}
