import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AccessTokenClaims } from '../issuance/access-token-claims.ts';
import type { LivenessFacts } from '../ports/liveness.ts';
import { bucketOf, findDeath, isOutsideItsTime } from './check-liveness.ts';

const claims: AccessTokenClaims = {
  subject: 'client',
  clientId: 'client',
  scope: [],
  audience: [],
  issuedAtSeconds: 1000,
  expiresAtSeconds: 4600,
  epochs: {
    installation: 1,
    project: 2,
    client: 3,
    grant: undefined,
    identity: undefined,
    session: undefined,
  },
};
const live: LivenessFacts = {
  installation: { epoch: 1, isActive: true },
  project: { epoch: 2, isActive: true },
  client: { epoch: 3, isActive: true },
  identity: undefined,
  session: undefined,
  grant: undefined,
  isDenylisted: false,
};

test('a token under current epochs is live', () => {
  expect(findDeath(claims, live)).toBeUndefined();
});

test('any other epoch, a missing one, an inactive one or the denylist is death', () => {
  const kind = fc.constantFrom('installation', 'project', 'client');
  fc.assert(
    fc.property(kind, fc.integer({ min: 0, max: 100 }), fc.boolean(), (name, epoch, isActive) => {
      fc.pre(epoch !== live[name as 'client']?.epoch || !isActive);
      expect(findDeath(claims, { ...live, [name]: { epoch, isActive } })).toBe(name);
      expect(findDeath(claims, { ...live, [name]: undefined })).toBe(name);
    }),
  );
  expect(findDeath(claims, { ...live, isDenylisted: true })).toBe('own revocation');
});

describe('attack 117: the token lifetime', () => {
  test('ends in the second that it names, without tolerance', () => {
    expect(isOutsideItsTime(claims, 4599)).toBe(false);
    expect(isOutsideItsTime(claims, 4600)).toBe(true);
  });

  test('may begin 10 seconds ahead of this clock, and no more', () => {
    expect(isOutsideItsTime(claims, 990)).toBe(false);
    expect(isOutsideItsTime(claims, 989)).toBe(true);
    expect(isOutsideItsTime(claims, 940)).toBe(true);
  });
});

test('the bucket is the day of expiry', () => {
  expect(bucketOf(86_399)).toBe(0);
  expect(bucketOf(86_400)).toBe(1);
});
