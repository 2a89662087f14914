import { expect, test } from 'vitest';
import { linkReference, spellOut, toneOf } from './read-trace.ts';

test('names of checks are spelled as words, and acronyms as such', () => {
  expect(spellOut('client_authentication')).toBe('Client authentication');
  expect(spellOut('redirect_uri')).toBe('Redirect URI');
  expect(spellOut('pkce')).toBe('PKCE');
});

test('a reference leads to its section', () => {
  expect(linkReference('RFC 6749 section 5.2')).toBe(
    'https://www.rfc-editor.org/rfc/rfc6749#section-5.2',
  );
  expect(linkReference('OpenID Connect Core section 3.1.2.1')).toBe(
    'https://openid.net/specs/openid-connect-core-1_0.html',
  );
  expect(linkReference('a habit of ours')).toBeUndefined();
});

test('a token that is not live is an answer, not a refusal', () => {
  expect([toneOf('succeeded'), toneOf('inactive'), toneOf('code_unknown')]).toEqual([
    'success',
    'neutral',
    'danger',
  ]);
});
