import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createUserCode, formatUserCode, parseUserCode } from './user-code.ts';

const random = { bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };

test('a user code is eight consonants in two groups', () => {
  for (let round = 0; round < 200; round += 1) {
    const code = formatUserCode(createUserCode(random));
    expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/);
  }
});

test('every letter is as likely as any other: bytes beyond the last whole multiple are thrown away', () => {
  const bytes = [...new Array(8).fill(255), ...new Array(8).fill(240), 239, 19, 0, 20, 1, 2, 3, 4];
  let at = 0;
  const scripted = {
    bytes: (count: number) => {
      const next = bytes.slice(at, at + count);
      at += count;
      return Uint8Array.from(next.length === count ? next : [...next, ...new Array(8).fill(0)]);
    },
  };
  expect(createUserCode(scripted)).toBe('ZZBBCDFG');
});

test('case, spaces and separators do not count when a code is read', () => {
  const typed = fc.array(fc.constantFrom('', ' ', '-', '.', '_', '\t'), {
    minLength: 8,
    maxLength: 8,
  });
  fc.assert(
    fc.property(typed, fc.boolean(), (separators, isLower) => {
      const code = createUserCode(random);
      const text = [...code].map((letter, index) => letter + separators[index]).join('');
      expect(parseUserCode(isLower ? text.toLowerCase() : text)).toBe(code);
    }),
  );
});

test('what no code can be is none', () => {
  for (const text of [
    '',
    'BCDF',
    'BCDF-GHJA',
    'BCDF-GHJ1',
    'BCDFGHJKL',
    `BCDFGHJK${' '.repeat(60)}`,
  ]) {
    expect(parseUserCode(text)).toBeUndefined();
  }
});
