import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inRoot } from '../bootstrap/places.mjs';

const numbersIn = (text, pattern) =>
  new Set([...text.matchAll(pattern)].map(([, number]) => number));

it('the threat model names only tests that exist', () => {
  const tests = globSync('{apps,packages}/*/{src,test}/**/*.test.{ts,tsx}', { cwd: inRoot() });
  const titles = [...tests, 'packages/tooling/release/supply-chain.test.mjs']
    .map((file) => readFileSync(inRoot(file), 'utf8'))
    .join('\n');
  const existing = numbersIn(titles, /attack (\d+)\b/g);
  const named = numbersIn(readFileSync(inRoot('THREAT_MODEL.md'), 'utf8'), /attack (\d+)\b/g);
  expect(named.size).toBeGreaterThan(80);
  expect([...named].filter((number) => !existing.has(number))).toEqual([]);
});
