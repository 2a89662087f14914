import { describe, expect, it } from 'vitest';
import { buildJwt } from '../testing/unsigned-jwt.ts';
import { checkIdToken, decodeClaims } from './id-token.ts';

const issuer = 'https://id.example.com/p/shop';
const now = Date.UTC(2026, 10, 24, 8);
const expected = { issuer, clientId: 'shop', nonce: 'n', now };
const claims = { iss: issuer, sub: 'ada', aud: ['shop'], nonce: 'n', exp: now / 1000 + 3600 };

describe('checkIdToken', () => {
  it('gives the claims of the token that answers this login', () => {
    expect(checkIdToken(buildJwt(claims), expected)).toEqual(claims);
    expect(checkIdToken(buildJwt({ ...claims, aud: 'shop' }), expected)).toMatchObject({
      sub: 'ada',
    });
  });

  it.each([
    [{ iss: 'https://evil.example' }, 'another issuer'],
    [{ aud: ['other'] }, 'another client'],
    [{ aud: undefined }, 'another client'],
    [{ nonce: 'other' }, 'nonce'],
    [{ nonce: undefined }, 'nonce'],
    [{ exp: now / 1000 - 3600 }, 'expired'],
    [{ exp: 'never' }, 'expired'],
  ])('refuses %j', (change, reason) => {
    expect(() => checkIdToken(buildJwt({ ...claims, ...change }), expected)).toThrow(reason);
  });

  it.each(['', 'a.b', 'a.b.c', 'a.bnVsbA.c', 'gh_at_x'])('refuses what is no JWT: %j', (token) => {
    expect(decodeClaims(token)).toBeUndefined();
    expect(() => checkIdToken(token, expected)).toThrow('no signed JWT');
  });
});
