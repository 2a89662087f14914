import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkReturnTo } from './check-return-to.ts';

const project = {
  issuer: 'https://auth.example.com/p/acme',
  allowedReturnUrls: ['https://app.example.com', 'https://www.example.com/shop'],
};

it.each([
  'https://auth.example.com/p/acme',
  'https://auth.example.com/p/acme/signed-in?a=b#c',
  'https://app.example.com/anything?x=1',
  'https://www.example.com/shop',
  'https://www.example.com/shop/cart',
])('allows %s', (url) => {
  expect(checkReturnTo(url, project)).toBe(url);
});

it.each([
  undefined,
  '',
  '/p/acme/signed-in',
  '//evil.example',
  '/\\evil.example',
  'https:evil.example',
  'https:/evil.example',
  'https://app.example.com.evil.example/',
  'https://app.example.com@evil.example/',
  'https://user:pw@app.example.com/',
  'https://app.example.com\\@evil.example/',
  'https://app.example.com:8443/',
  'http://app.example.com/',
  'https://www.example.com/shopping',
  'https://www.example.com/shop/../admin',
  'https://www.example.com/shop/%2e%2e/admin',
  'https://www.example.com/shop/%2fadmin',
  'https://auth.example.com/p/acme2',
  'https://auth.example.com/p/other',
  'javascript:alert(1)',
  'data:text/html,x',
  'https://app.example.com/\n',
  ' https://app.example.com/',
  'https://аpp.example.com/',
  'https://app.example.com%2eevil.example/',
  `https://app.example.com/${'x'.repeat(2048)}`,
])('attack 22: forgets %j', (url) => {
  expect(checkReturnTo(url, project)).toBeUndefined();
});

it('attack 22: whatever it allows has an origin of the list', () => {
  const parts = fc.constantFrom(
    'https://',
    'app.example.com',
    '@',
    ':',
    '\\',
    '/',
    '//',
    '.',
    'evil.example',
    '%2f',
    '?',
    '#',
    '\t',
  );
  const origins = [
    'https://auth.example.com',
    'https://app.example.com',
    'https://www.example.com',
  ];
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 8 }), (pieces) => {
      const url = checkReturnTo(pieces.join(''), project);
      if (url !== undefined) expect(origins).toContain(new URL(url).origin);
    }),
    { numRuns: 2000 },
  );
});
