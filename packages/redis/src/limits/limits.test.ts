import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildLimitHeaders } from './limit.ts';
import { createLimits } from './limits.ts';

const limit = { name: 'token', count: 5, windowSeconds: 60 };
const subject = ['a project', 'a client'];

function start() {
  const clock = { milliseconds: 1_800_000_000_000 };
  const limits = createLimits({ nowMilliseconds: () => clock.milliseconds });
  const advance = (seconds: number) => {
    clock.milliseconds += seconds * 1000;
  };
  /** @returns whether it was free. */
  const take = () => {
    if (limits.check(limit, subject).isExceeded) return false;
    limits.count(limit, subject);
    return true;
  };
  return { limits, advance, take };
}

test('so many are free, then none, and it is said for how long', () => {
  const { limits, take } = start();
  expect(Array.from({ length: 7 }, take)).toEqual([true, true, true, true, true, false, false]);
  const state = limits.check(limit, subject);
  expect(state).toMatchObject({ isExceeded: true, remaining: 0 });
  expect(buildLimitHeaders(state)).toEqual({
    'retry-after': String(state.retryAfterSeconds),
    'ratelimit-policy': '"token";q=5;w=60',
    ratelimit: `"token";r=0;t=${state.retryAfterSeconds}`,
  });
});

test('looking counts nothing, and others are not counted along', () => {
  const { limits, take } = start();
  for (let round = 0; round < 20; round += 1) limits.check(limit, subject);
  while (take());
  expect(limits.check(limit, ['a project', 'another client']).isExceeded).toBe(false);
  expect(limits.check({ ...limit, name: 'other' }, subject).isExceeded).toBe(false);
});

test('whoever waits as long as is said is let through, and not much earlier', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 60 }), (pauses) => {
      const { limits, advance, take } = start();
      for (const pause of pauses) {
        advance(pause);
        take();
        take();
      }
      const { retryAfterSeconds } = limits.check(limit, subject);
      if (retryAfterSeconds > 1) {
        advance(retryAfterSeconds - 1.001);
        expect(limits.check(limit, subject).isExceeded).toBe(true);
        advance(1.001);
      } else advance(retryAfterSeconds);
      expect(limits.check(limit, subject).isExceeded).toBe(false);
    }),
  );
});

test('no two windows side by side let through more than twice what one may', () => {
  const { advance, take } = start();
  let taken = 0;
  for (let second = 0; second < 120; second += 1) {
    for (let round = 0; round < 3; round += 1) if (take()) taken += 1;
    advance(1);
  }
  expect(taken).toBeLessThanOrEqual(2 * limit.count + 1);
});

test('attack 114: a count in use outlives a flood of others, and long names take no more room than short ones', () => {
  const { limits, take } = start();
  while (take());
  for (let number = 0; number < 250_000; number += 1) {
    limits.count(limit, ['a project', `made up ${number}`]);
    if (number % 50_000 === 0) limits.count(limit, subject);
  }
  expect(limits.check(limit, subject).isExceeded).toBe(true);
  const long = 'x'.repeat(60_000);
  for (let round = 0; round < limit.count; round += 1) limits.count(limit, [`${long}${round}`]);
  expect(limits.check(limit, [`${long}another`]).isExceeded).toBe(true);
});
