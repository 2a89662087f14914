import type { JsonObject } from '../json/json-object.ts';

const publicNames = new Set([
  ...['kty', 'kid', 'use', 'alg', 'key_ops', 'x5c', 'x5t', 'x5t#S256', 'x5u'],
  ...['crv', 'x', 'y', 'n', 'e'],
]);

/** @returns the key without its private members (RFC 7518 section 6). */
export function publicMembers(key: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(key).filter(([name]) => publicNames.has(name)));
}
