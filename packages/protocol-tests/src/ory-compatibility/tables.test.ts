import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { buildTables, readProofs } from './build-tables.ts';
import { tags } from './tags.ts';

const document = fileURLToPath(new URL('../../../../docs/ory-compatibility.md', import.meta.url));
const operations = tags.flatMap((tag) => tag.operations);

describe('the list of what is compatible with Ory', () => {
  it('holds all 171 operations of @ory/client, each once', () => {
    expect(operations).toHaveLength(171);
    const calls = operations.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(calls).size).toBe(171);
    expect(new Set(operations.map(({ id }) => id)).size).toBe(171);
  });

  it('names a test for every operation that is said to be served, and none for the others', () => {
    const proofs = readProofs();
    const isServed = (support: unknown) => support !== 'notYet';
    const unproven = operations.filter(({ id, support }) => isServed(support) && !proofs.has(id));
    expect(
      unproven.map(({ id }) => id),
      'served, without a test',
    ).toEqual([]);
    const served = new Set(operations.filter((one) => isServed(one.support)).map(({ id }) => id));
    const stray = [...proofs.keys()].filter((id) => !served.has(id));
    expect(stray, 'tests of operations that are not said to be served').toEqual([]);
  });

  it('docs/ory-compatibility.md says the same: run "npm run conformance" where it does not', () => {
    expect(readFileSync(document, 'utf8')).toBe(buildTables(readProofs()));
  });
});
