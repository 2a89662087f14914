// Limits that are decided at once, by what this process knows. Where there is Redis, processes tell each
// other in the background what they have counted; without it, or while it is away, each goes on by itself.

import type { Limit, LimitState, LimitSubject } from './limit.ts';
import { type SharedCounts, shareCounts } from './share-counts.ts';
import { WindowCounter } from './window-counter.ts';

export interface Limits {
  /** Says how it stands, and counts nothing. */
  check(limit: Limit, subject: LimitSubject): LimitState;
  /** Counts one, whatever the limit says. */
  count(limit: Limit, subject: LimitSubject): void;
  close(): void;
}

export interface LimitsOptions {
  readonly nowMilliseconds: () => number;
  /** Undefined: this process counts for itself alone. */
  readonly shared?: SharedCounts | undefined;
}

/** At least so many that were used last are kept, and at most twice as many. */
const maxCounters = 50_000;
/** Of what a sender chose; what is longer is told apart by its beginning alone. */
const maxPartLength = 256;

export function createLimits({ nowMilliseconds, shared }: LimitsOptions): Limits {
  // Two generations: what is used moves to the younger one, so nobody pushes out a count in use by making others.
  let counters = new Map<string, WindowCounter>();
  let older = new Map<string, WindowCounter>();
  const sharing = shared === undefined ? undefined : shareCounts(shared, nowMilliseconds);

  function keep(key: string, counter: WindowCounter): WindowCounter {
    if (counters.size >= maxCounters) {
      older = counters;
      counters = new Map();
    }
    counters.set(key, counter);
    return counter;
  }

  function find(key: string): WindowCounter | undefined {
    const known = counters.get(key);
    if (known !== undefined) return known;
    const old = older.get(key);
    return old && keep(key, old);
  }

  return {
    check(limit, subject) {
      const position = nowMilliseconds() / 1000 / limit.windowSeconds;
      const index = Math.floor(position);
      const known = find(buildKey(limit, subject));
      known?.moveTo(index);
      const elapsed = position - index;
      const retryAfterSeconds = known?.waitSeconds(limit, elapsed) ?? 0;
      return {
        limit,
        isExceeded: retryAfterSeconds > 0,
        remaining: Math.max(0, Math.floor(limit.count - (known?.used(elapsed) ?? 0))),
        retryAfterSeconds,
      };
    },
    count(limit, subject) {
      const key = buildKey(limit, subject);
      const { windowSeconds } = limit;
      const index = Math.floor(nowMilliseconds() / 1000 / windowSeconds);
      const counter = find(key) ?? keep(key, new WindowCounter(index));
      counter.moveTo(index);
      counter.own += 1;
      sharing?.add({ key, counter, windowSeconds });
    },
    close: () => sharing?.close(),
  };
}

function buildKey({ name, windowSeconds }: Limit, subject: LimitSubject): string {
  let key = `${name}\n${windowSeconds}`;
  for (const part of subject) key += `\n${part.slice(0, maxPartLength)}`;
  return key;
}
