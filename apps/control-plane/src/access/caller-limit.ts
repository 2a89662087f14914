// How much one caller may ask of the management API: enough for any program that was meant, too little for
// one that runs wild.

import { buildLimitHeaders, type Limit, type Limits } from '@gatehouse/redis';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from './caller.ts';

export const callerLimit: Limit = { name: 'management', count: 3_000, windowSeconds: 60 };

/** Counts the call. Throws `too_many_requests` once there were too many. */
export function checkCallerLimit({ actor }: Caller, limits: Limits): void {
  const subject = [actor.kind, actor.id];
  const state = limits.check(callerLimit, subject);
  if (!state.isExceeded) {
    limits.count(callerLimit, subject);
    return;
  }
  const reason = `Wait ${state.retryAfterSeconds} seconds; at most ${callerLimit.count} requests a minute are answered.`;
  throw new Refusal('too_many_requests', reason, buildLimitHeaders(state));
}
