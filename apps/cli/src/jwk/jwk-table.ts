import { isJsonObject, type JsonObject, memberAt, textAt } from '../json/json-object.ts';
import type { Table } from '../output/print.ts';
import { sortKeys } from '../output/sort-keys.ts';

/** A key and the set that it stands in. */
export interface KeyInSet {
  readonly set: string;
  readonly key: JsonObject;
}

/** @returns the keys of a JSON Web Key Set (RFC 7517 section 5). */
export function keysOf(set: string, body: unknown): readonly KeyInSet[] {
  const keys = memberAt(body, 'keys');
  return (Array.isArray(keys) ? keys : []).filter(isJsonObject).map((key) => ({ set, key }));
}

export function buildJwkTable(keys: readonly KeyInSet[]): Table {
  const sets = new Set(keys.map(({ set }) => set));
  const [only, another] = [...sets];
  const rows = keys.map(({ set, key }) => [
    set,
    textAt(key, 'kid') ?? '',
    textAt(key, 'alg') ?? '',
    textAt(key, 'use') ?? '',
  ]);
  const documents = keys.map(({ set, key }) => sortKeys({ ...key, set }));
  return {
    headers: ['SET ID', 'KEY ID', 'ALGORITHM', 'USE'],
    rows,
    ids: keys.map(({ key }) => textAt(key, 'kid') ?? ''),
    document: {
      ...(only !== undefined && another === undefined && { set: only }),
      keys: documents,
    },
  };
}
