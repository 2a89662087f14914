import { expect, it } from 'vitest';
import type { StoredEntry } from '../journal/entry.ts';
import { buildExpectations, findRepeatedCodes } from './replay.ts';

const token = (use: 'access' | 'refresh', hash: string) => ({ use, hash, sealed: '' });
const entry = (
  parts: Partial<StoredEntry> & Pick<StoredEntry, 'request' | 'kind'>,
): StoredEntry => ({
  subject: parts.request,
  atMilliseconds: 0,
  ...parts,
});
const family = [
  entry({
    request: 'a',
    kind: 'redeemed',
    tokens: [token('access', 'a1'), token('refresh', 'r1')],
  }),
  entry({
    request: 'b',
    kind: 'refreshed',
    subject: 'a',
    tokens: [token('access', 'a2'), token('refresh', 'r2')],
  }),
];
const expected = (entries: readonly StoredEntry[]) =>
  buildExpectations(entries, 1).map(({ token: { hash }, isActive }) => [hash, isActive]);

it('every access token of a family is expected to be active, and its last refresh token', () => {
  expect(expected(family)).toEqual([
    ['a1', true],
    ['a2', true],
    ['r2', true],
  ]);
});

it('after an acknowledged revocation all of it is expected to be inactive', () => {
  const revoked = entry({ request: 'c', kind: 'revoked', subject: 'a' });
  expect(expected([...family, revoked]).every(([, isActive]) => isActive === false)).toBe(true);
});

it('of a revocation that was not acknowledged nothing is expected', () => {
  const asked = entry({ request: 'c', kind: 'revoking', subject: 'a' });
  expect(expected([...family, asked])).toEqual([]);
});

it('a refresh that was never answered leaves open whether the refresh token is alive', () => {
  const abandoned = entry({ request: 'c', kind: 'abandoned', subject: 'a' });
  expect(expected([...family, abandoned])).toEqual([
    ['a1', true],
    ['a2', true],
  ]);
});

it('of tokens that may have expired nothing is expected', () => {
  expect(buildExpectations(family, 3_600_000)).toEqual([]);
});

it('a code that was redeemed twice names the second request', () => {
  const twice = ['a', 'b'].map((request) => entry({ request, kind: 'redeemed', codeHash: 'c' }));
  expect(findRepeatedCodes(twice)).toMatchObject([{ invariant: 'I3', request: 'b' }]);
});
