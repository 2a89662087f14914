import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AdministrationError } from '../administration-error.ts';
import { parseDomain, parseDomains } from './parse-domain.ts';

it.each([
  ['Example.COM', 'example.com'],
  ['münchen.example', 'xn--mnchen-3ya.example'],
  ['MÜNCHEN.example', 'xn--mnchen-3ya.example'],
  ['ｅｘａｍｐｌｅ.com', 'example.com'],
  ['a.b.c.example', 'a.b.c.example'],
])('%s is kept as %s', (written, kept) => {
  expect(parseDomain(written)).toBe(kept);
});

it.each([
  '',
  'localhost',
  'com',
  '*.example.com',
  'example.com.',
  'example..com',
  '-a.example.com',
  'a-.example.com',
  'under_score.example.com',
  'example.com:443',
  'example.com/path',
  'example.com?query',
  'example.com#fragment',
  'example.com\\path',
  'ex%61mple.com',
  'exam\tple.com',
  'exam\u200dple.com',
  'user@example.com',
  'https://example.com',
  '192.0.2.1',
  '0x7f.1',
  '[2001:db8::1]',
  'exam ple.com',
  'example.com\0',
  `${'a'.repeat(64)}.example`,
  `${'a.'.repeat(120)}example`,
])('"%s" is refused', (written) => {
  expect(() => parseDomain(written)).toThrow(AdministrationError);
});

it('whatever is kept is kept again as it is, and a name that is spelled twice is kept once', () => {
  fc.assert(
    fc.property(fc.domain(), (domain) => {
      const kept = parseDomain(domain);
      expect(parseDomain(kept)).toBe(kept);
      expect(parseDomains([domain, kept, domain.toUpperCase()])).toEqual([kept]);
    }),
  );
});
