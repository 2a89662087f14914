import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameRedirectUri } from './check-redirect-uri.ts';

describe('attack 13: a redirect URI is compared as a string', () => {
  const registered = 'https://app.com/cb';
  test.each([
    'https://app.com.evil.com/cb',
    'https://app.com/cb/../x',
    'https://app.com/cb/',
    'https://app.com/CB',
    'https://APP.com/cb',
    'https://app.com/cb%2f..',
    'https://app.com/cb;x',
    'https://app.com/cb?x=1',
    'https://app.com/cb#f',
    'https://app.com:443/cb',
    'http://app.com/cb',
    'https://app.com@evil.com/cb',
    'https://app.com\\@evil.com',
    'https://app.com%00.evil.com',
    ' https://app.com/cb',
  ])('%j is not https://app.com/cb', (named) => {
    expect(isSameRedirectUri(registered, named)).toBe(false);
  });

  test('nothing but the URI itself is the URI, off loopback', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.webUrl(), (one, other) => {
        expect(isSameRedirectUri(one, other)).toBe(one === other);
      }),
    );
  });
});

describe('attack 16: on loopback any port will do, and nothing else may differ', () => {
  test.each([
    ['http://127.0.0.1/cb', 'http://127.0.0.1:4446/cb', true],
    ['http://127.0.0.1:1/cb', 'http://127.0.0.1:65535/cb', true],
    ['http://[::1]/cb', 'http://[::1]:8080/cb', true],
    ['http://localhost/cb', 'http://localhost:3000/cb', true],
    ['http://127.0.0.1/cb', 'http://localhost:4446/cb', false],
    ['http://127.0.0.1/cb', 'http://[::1]:4446/cb', false],
    ['http://127.0.0.1/cb', 'http://127.0.0.1:4446/other', false],
    ['http://127.0.0.1/cb', 'http://127.0.0.1:4446/cb?x=1', false],
    ['http://127.0.0.1/cb', 'http://127.0.0.1:80@evil.com/cb', false],
    ['http://127.0.0.1/cb', 'http://127.0.0.1.evil.com/cb', false],
    ['http://127.0.0.1/cb', 'http://0x7f.1/cb', false],
    ['http://127.0.0.1/cb', 'http://127.0.0.2/cb', false],
    ['http://127.0.0.1/cb', 'https://127.0.0.1:4446/cb', false],
  ])('%s against %s: %s', (registered, named, expected) => {
    expect(isSameRedirectUri(registered, named)).toBe(expected);
  });

  test('attack 17: not on https, not on other hosts', () => {
    expect(isSameRedirectUri('https://127.0.0.1/cb', 'https://127.0.0.1:4446/cb')).toBe(false);
    expect(isSameRedirectUri('http://app.com/cb', 'http://app.com:8080/cb')).toBe(false);
  });
});
