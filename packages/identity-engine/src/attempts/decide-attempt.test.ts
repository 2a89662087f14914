import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AttemptCounters,
  buildWaitSeconds,
  decideAttempt,
  emptyCounter,
  findWaitSeconds,
  forgiveAttempt,
} from './decide-attempt.ts';

const none: AttemptCounters = { account: emptyCounter, accountAddress: emptyCounter };

/** Fails so many times, each as soon as it may. */
function failTimes(count: number, start: AttemptCounters = none, from = 1_000_000) {
  let counters = start;
  let nowSeconds = from;
  for (let round = 0; round < count; round += 1) {
    nowSeconds += findWaitSeconds(counters, nowSeconds);
    counters = decideAttempt(counters, nowSeconds).counters;
  }
  return { counters, nowSeconds };
}

describe('decideAttempt', () => {
  it('waits 1, 2, 4 … and never more than 900 seconds after five free failures', () => {
    const waits = [1, 4, 5, 6, 7, 14, 15, 1000].map((failures) => buildWaitSeconds(failures));
    expect(waits).toEqual([0, 0, 1, 2, 4, 512, 900, 900]);
  });

  it('changes nothing while it refuses: whoever hammers does not wait longer', () => {
    const { counters, nowSeconds } = failTimes(8);
    const verdict = decideAttempt(counters, nowSeconds);
    expect(verdict).toEqual({ isAdmitted: false, retryAfterSeconds: 8, counters });
  });

  it('admits no more than five in one second, whatever comes in which order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (attempts) => {
        let counters = none;
        let admitted = 0;
        for (let round = 0; round < attempts; round += 1) {
          const verdict = decideAttempt(counters, 1_000_000);
          if (verdict.isAdmitted) admitted += 1;
          counters = verdict.counters;
        }
        expect(admitted).toBe(Math.min(attempts, 5));
      }),
    );
  });

  it('never locks for longer than its limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (failures) => {
        const { counters, nowSeconds } = failTimes(failures);
        expect(decideAttempt(counters, nowSeconds + 900).isAdmitted).toBe(true);
      }),
    );
  });

  it('forgets failures after a day without any', () => {
    const { counters, nowSeconds } = failTimes(20);
    const verdict = decideAttempt(counters, nowSeconds + 86_401);
    expect(verdict.counters.accountAddress.failures).toBe(1);
  });

  it('slows many addresses down together, but not the one from which the account was signed in to', () => {
    const many = failTimes(120, none).counters.account;
    const blocked = { ...many, blockedUntilSeconds: 2_000_060 };
    const stranger = { account: blocked, accountAddress: emptyCounter };
    const owner = { account: blocked, accountAddress: forgiveAttempt(1_999_000).accountAddress };
    expect(findWaitSeconds(stranger, 2_000_000)).toBe(60);
    expect(findWaitSeconds(owner, 2_000_000)).toBe(0);
    expect(decideAttempt(owner, 2_000_000).isAdmitted).toBe(true);
    const longAgo = { ...owner, accountAddress: forgiveAttempt(1).accountAddress };
    expect(findWaitSeconds(longAgo, 2_000_000 + 31 * 86_400)).toBe(0);
    const old = forgiveAttempt(2_000_000 - 31 * 86_400).accountAddress;
    expect(findWaitSeconds({ ...owner, accountAddress: old }, 2_000_000)).toBe(60);
  });
});
