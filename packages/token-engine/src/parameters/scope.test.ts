import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isScopeAllowed, parseScopeNames } from './scope.ts';

test('scope names keep their order and come once', () => {
  expect(parseScopeNames(' b a  b ')).toEqual(['b', 'a']);
});

test.each(['a"b', 'a\\b', 'é', 'a\tb', Array.from({ length: 101 }, (_, n) => `s${n}`).join(' ')])(
  '%j is no scope',
  (scope) => {
    expect(parseScopeNames(scope)).toBeUndefined();
  },
);

test('attack 115: no text makes the scope parser slow', () => {
  const evil = [' '.repeat(50_000), `${'a'.repeat(49_999)}"`, 'a '.repeat(25_000)];
  const before = performance.now();
  for (const text of evil) parseScopeNames(text);
  expect(performance.now() - before).toBeLessThan(100);
});

test('offline and offline_access are one permission', () => {
  expect(isScopeAllowed('offline', new Set(['offline_access']))).toBe(true);
  expect(isScopeAllowed('offline_access', new Set(['offline']))).toBe(true);
  expect(isScopeAllowed('offline', new Set(['openid']))).toBe(false);
});

test('what is allowed is exactly what the client may have', () => {
  const name = fc.stringMatching(/^[a-z]{1,8}$/);
  fc.assert(
    fc.property(name, fc.uniqueArray(name), (asked, allowed) => {
      expect(isScopeAllowed(asked, new Set(allowed))).toBe(allowed.includes(asked));
    }),
  );
});
