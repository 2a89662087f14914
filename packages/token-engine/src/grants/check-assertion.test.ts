import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Trail } from '../trace/trail.ts';
import { type AssertionRules, checkAssertion } from './check-assertion.ts';

const nowSeconds = 1_800_000_000;
const issuer = 'https://issuer.example/p/one';
const rules: AssertionRules = {
  audience: [issuer, `${issuer}/oauth2/token`],
  lifetimeSeconds: 3600,
  nowSeconds,
};
const claims = {
  iss: 'https://other.example',
  sub: 'ada',
  aud: issuer,
  jti: 'one',
  iat: nowSeconds,
  exp: nowSeconds + 120,
};

const check = (change: object) =>
  checkAssertion(
    { ...claims, ...change },
    rules,
    new Trail({ traceId: 't', endpoint: 'token', atMilliseconds: 0 }),
  );

describe('the claims of an assertion', () => {
  test('of an ordinary one are taken as they are', () => {
    expect(check({})).toEqual({ subject: 'ada', expiresAtSeconds: nowSeconds + 120 });
    expect(check({ aud: [issuer] })).toMatchObject({ subject: 'ada' });
    expect(check({ iat: nowSeconds + 60, nbf: nowSeconds + 60 })).toMatchObject({ subject: 'ada' });
  });

  test.each([
    ['assertion_audience_wrong', { aud: undefined }],
    ['assertion_audience_wrong', { aud: [] }],
    ['assertion_audience_wrong', { aud: [issuer, 'https://api.example'] }],
    ['assertion_audience_wrong', { aud: [issuer, 1] }],
    ['assertion_audience_wrong', { aud: `${issuer}/` }],
    ['assertion_malformed', { exp: undefined }],
    ['assertion_malformed', { exp: `${nowSeconds + 120}` }],
    ['assertion_malformed', { iat: undefined }],
    ['assertion_malformed', { nbf: 'soon' }],
    ['assertion_malformed', { sub: '' }],
    ['assertion_malformed', { jti: undefined }],
    ['assertion_malformed', { jti: 'j'.repeat(256) }],
    ['assertion_expired', { exp: nowSeconds }],
    ['assertion_from_the_future', { iat: nowSeconds + 61 }],
    ['assertion_from_the_future', { nbf: nowSeconds + 61 }],
    ['assertion_lives_too_long', { exp: nowSeconds + 3601 }],
    ['assertion_lives_too_long', { iat: nowSeconds - 3600, exp: nowSeconds + 1 }],
  ])('are refused as %s: %j', (rejection, change) => {
    expect(() => check(change)).toThrow(expect.objectContaining({ rejection }));
  });

  test('are taken only while their time is, whatever they say', () => {
    const time = fc.integer({ min: nowSeconds - 10_000, max: nowSeconds + 10_000 });
    fc.assert(
      fc.property(time, time, (iat, exp) => {
        let taken = false;
        try {
          check({ iat, exp });
          taken = true;
        } catch {
          // Refused.
        }
        const isNow = exp > nowSeconds && iat <= nowSeconds + 60;
        expect(taken).toBe(isNow && exp - iat <= 3600 && exp - nowSeconds <= 3600);
      }),
    );
  });
});
