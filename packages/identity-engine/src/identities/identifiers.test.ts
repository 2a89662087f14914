import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEmail } from './check-email.ts';
import { checkTraits } from './check-traits.ts';
import { normalizeIdentifier } from './normalize-identifier.ts';

describe('normalizeIdentifier', () => {
  it('folds case and compatibility forms together', () => {
    const spellings = [
      'ann@example.com',
      ' ANN@Example.COM ',
      'ａｎｎ＠example.com',
      'Ann@EXAMPLE.com',
    ];
    expect(new Set(spellings.map(normalizeIdentifier))).toEqual(new Set(['ann@example.com']));
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        const once = normalizeIdentifier(text);
        expect(normalizeIdentifier(once)).toBe(once);
      }),
      { numRuns: 200 },
    );
  });
});

describe('parseEmail', () => {
  it.each([
    'ann@example.com',
    'a.b+c@sub.example.co',
    "o'neil@example.com",
    'jürgen@münchen.example',
    '用户@例子.公司',
  ])('takes %s', (text) => {
    expect(parseEmail(text)).toBe(text);
  });

  it.each([
    '',
    'ann',
    'ann@',
    '@example.com',
    'ann@example',
    'ann@-example.com',
    'ann@exa mple.com',
    'a b@example.com',
    '.ann@example.com',
    'an..n@example.com',
    'ann@example..com',
    'ann@example.com\r\nBcc: x@evil.example',
    'ann@example.com\u0000',
    '"ann"@example.com',
    'ann@[127.0.0.1]',
    'ann@evil.example@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(250)}.com`,
    'ann\u200b@example.com',
    '\ud800@example.com',
  ])('refuses %j', (text) => {
    expect(parseEmail(text)).toBeUndefined();
  });

  it('keeps what it gives back valid and without control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const email = parseEmail(`${text}@example.com`);
        if (email === undefined) return;
        expect(parseEmail(email)).toBe(email);
        expect(email).not.toMatch(/[\p{Cc}\s"<>]/u);
      }),
      { numRuns: 200 },
    );
  });

  it('attack 115: answers 50 kB of evil text at once', () => {
    const begun = performance.now();
    for (const text of [
      `${'a'.repeat(50_000)}@`,
      `a@${'a.'.repeat(25_000)}`,
      `a@${'-'.repeat(50_000)}`,
    ]) {
      expect(parseEmail(text)).toBeUndefined();
    }
    expect(performance.now() - begun).toBeLessThan(50);
  });
});

describe('checkTraits', () => {
  it('finds every problem, not only the first', () => {
    const checked = checkTraits({ email: 'no', name: 'x'.repeat(101) });
    expect(
      'problems' in checked && [...checked.problems].map(([name, { id }]) => [name, id]),
    ).toEqual([
      ['traits.email', 4000040],
      ['traits.name', 4000017],
    ]);
  });

  it('attack 88: refuses names that turn the text around them', () => {
    for (const name of ['\u202eevil', 'a\u2066b', 'a\u0007b', 'a\nb']) {
      expect('problems' in checkTraits({ email: 'a@example.com', name })).toBe(true);
    }
  });

  it('leaves an empty name out', () => {
    expect(checkTraits({ email: ' a@example.com ', name: '  ' })).toEqual({
      traits: { email: 'a@example.com' },
    });
  });
});
