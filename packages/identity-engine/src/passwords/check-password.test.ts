import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkPassword } from './check-password.ts';
import { preparePassword } from './prepare-password.ts';

const choose = (password: string, identifier = 'ann.miller@example.com') =>
  checkPassword({
    password: preparePassword(password),
    identifier,
    minLength: 8,
    isCommon: (text) => text === 'commonplace',
  })?.id;

it.each([
  ['', 4000002],
  ['seven77', 4000032],
  ['😀😀😀😀😀😀😀', 4000032],
  ['x'.repeat(129), 4000033],
  ['commonplace', 4000034],
  ['Ann.Miller@Example.com', 4000031],
  ['my ann.miller@example.com!', 4000031],
  ['example.com', 4000031],
  ['ann.miller1', 4000031],
  ['ann.miller has a longer one', undefined],
  ['correct horse', undefined],
  ['x'.repeat(128), undefined],
  ['😀'.repeat(128), undefined],
])('decides %j', (password, messageId) => {
  expect(choose(password)).toBe(messageId);
});

it('counts code points after NFKC, so that one spelling is as long as the other', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 140 }), (text) => {
      expect(choose(text.normalize('NFC'))).toBe(choose(text.normalize('NFD')));
    }),
  );
});
