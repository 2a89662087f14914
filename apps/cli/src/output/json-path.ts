// Picks a value out of a document: the part of gjson's path syntax that scripts use (`items.#.client_id`,
// `items.0.scope`, `items.#`), and JSON Pointer (RFC 6901).

import { memberAt } from '../json/json-object.ts';

function memberOf(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^\d+$/.test(key) ? value[Number(key)] : undefined;
  return memberAt(value, key);
}

function follow(value: unknown, keys: readonly string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (key !== '#') return follow(memberOf(value, key), rest);
  if (!Array.isArray(value)) return undefined;
  if (rest.length === 0) return value.length;
  return value.map((item) => follow(item, rest)).filter((item) => item !== undefined);
}

/** @returns the value at the path, or undefined where there is none. A dot in a key is written `\.`. */
export function selectByPath(document: unknown, path: string): unknown {
  const keys = path.match(/(?:\\.|[^.\\])+/g) ?? [];
  return follow(
    document,
    keys.map((key) => key.replaceAll(/\\(.)/g, '$1')),
  );
}

/** @returns the value at the pointer, or undefined where there is none. */
export function selectByPointer(document: unknown, pointer: string): unknown {
  const keys = pointer === '' ? [] : pointer.replace(/^\//, '').split('/');
  return keys
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, key) => memberOf(value, key), document);
}
