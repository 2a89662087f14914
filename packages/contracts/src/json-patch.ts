// JSON Patch (RFC 6902), as Ory's partial updates use it.

import * as z from 'zod';
import { namedSchemas } from './fields.ts';

// RFC 6901 section 3. Names that reach a prototype are no member of any document here.
const pointer = z
  .string()
  .max(1024)
  .regex(/^(?:\/(?:[^~/]|~[01])*)*$/, 'must be a JSON Pointer such as /name')
  .refine(
    (text) => !text.split('/').some((t) => ['__proto__', 'constructor', 'prototype'].includes(t)),
    'must not name a prototype',
  );

const operation = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('add'), path: pointer, value: z.unknown() }),
  z.strictObject({ op: z.literal('replace'), path: pointer, value: z.unknown() }),
  z.strictObject({ op: z.literal('test'), path: pointer, value: z.unknown() }),
  z.strictObject({ op: z.literal('remove'), path: pointer }),
  z.strictObject({ op: z.literal('move'), path: pointer, from: pointer }),
  z.strictObject({ op: z.literal('copy'), path: pointer, from: pointer }),
]);

export const jsonPatch = z.array(operation).max(200).register(namedSchemas, { id: 'JsonPatch' });
export type JsonPatch = z.output<typeof jsonPatch>;
