import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkOrigin, checkRedirectUri, checkWebUri } from './check-uri.ts';

const confidential = { isPublic: false };

describe('redirect URIs', () => {
  test.each([
    'https://app.example.com/callback',
    'https://app.example.com:8443/cb?tenant=1',
    'http://127.0.0.1/cb',
    'http://127.0.0.1:4446/callback',
    'http://localhost:3000/cb',
    'http://[::1]:9000/cb',
    'http://app.localhost:3000/cb',
  ])('%s may be registered', (uri) => {
    expect(checkRedirectUri(uri, confidential)).toBe(uri);
  });

  test.each([
    'https://app.example.com/cb#fragment',
    'https://app.example.com/cb#',
    'https://*.example.com/cb',
    'https://app.example.com:*/cb',
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'http://app.example.com/cb',
    'https://10.0.0.1/cb',
    'https://192.168.1.1/cb',
    'https://169.254.169.254/cb',
    'https://[fd00::1]/cb',
    'https://app.example.com@evil.com/cb',
    'https://app.example.com\\@evil.com/cb',
    'https://app.example.com/a/../cb',
    'https://app.example.com/\u0000',
    'https://app.example.com/a b',
    'https://\u0430pp.example.com/cb',
    'http://127.0.0.1:80@evil.com/',
    'http://127.0.0.1.evil.com/',
    'http://localhost.evil.com/',
    'http://app.localhost.evil.com/',
    'http://evil.com.localhost@evil.com/',
    'http://applocalhost/',
    'http://APP.localhost/',
    'http://0x7f.1/',
    'http://2130706433/',
    'myapp:/cb',
    'com.example.app:/cb',
    '/relative',
    '',
    `https://app.example.com/${'a'.repeat(2100)}`,
  ])('attack 15: %j may not', (uri) => {
    expect(() => checkRedirectUri(uri, confidential)).toThrow(/redirect_uris/);
  });

  test('a public client may use a scheme of its own domain', () => {
    expect(checkRedirectUri('com.example.app:/cb', { isPublic: true })).toBe('com.example.app:/cb');
    expect(() => checkRedirectUri('myapp:/cb', { isPublic: true })).toThrow(
      /domain name in reverse/,
    );
  });

  test('whatever is accepted is accepted unchanged', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (uri) => {
        let accepted: string;
        try {
          accepted = checkRedirectUri(uri, confidential);
        } catch {
          return;
        }
        expect(accepted).toBe(uri);
        expect(new URL(uri).protocol).toBe('https:');
      }),
    );
  });

  test('attack 115: no text makes the check slow', () => {
    const before = performance.now();
    for (const uri of [
      `https://a.example/${'/.'.repeat(900)}`,
      'a.'.repeat(1000),
      '/'.repeat(2000),
    ]) {
      expect(() => checkRedirectUri(uri, confidential)).toThrow();
    }
    expect(performance.now() - before).toBeLessThan(100);
  });
});

test('web addresses are https, or http on loopback', () => {
  expect(checkWebUri('logo_uri', '')).toBe('');
  expect(checkWebUri('logo_uri', 'https://cdn.example.com/logo.png')).toContain('logo.png');
  for (const uri of [
    'http://cdn.example.com/x',
    'javascript:alert(1)',
    'https://user:pw@a.example/',
  ]) {
    expect(() => checkWebUri('logo_uri', uri)).toThrow(/https URL/);
  }
});

test('an origin is a scheme, a host and a port', () => {
  expect(checkOrigin('allowed_cors_origins', 'https://app.example.com')).toBe(
    'https://app.example.com',
  );
  for (const origin of ['https://app.example.com/', 'null', 'https://app.example.com/x', '*']) {
    expect(() => checkOrigin('allowed_cors_origins', origin)).toThrow(/allowed_cors_origins/);
  }
});
