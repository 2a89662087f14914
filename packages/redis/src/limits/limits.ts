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

/** Of those that were not used for longest, whatever is more is forgotten. */
const maxCounters = 100_000;
/** Of what a sender chose; what is longer is told apart by its beginning alone. */
const maxPartLength = 256;

export function createLimits({ nowMilliseconds, shared }: LimitsOptions): Limits {
  const counters = new Map<string, WindowCounter>();
  const sharing = shared === undefined ? undefined : shareCounts(shared, nowMilliseconds);

  function find(key: string, index: number): WindowCounter {
    const known = counters.get(key);
    if (known !== undefined) {
      // A map keeps the order of insertion: nobody pushes out a count in use by making others.
      counters.delete(key);
      counters.set(key, known);
      known.moveTo(index);
      return known;
    }
    const fresh = new WindowCounter(index);
    counters.set(key, fresh);
    if (counters.size > maxCounters) {
      const oldest = counters.keys().next();
      if (!oldest.done) counters.delete(oldest.value);
    }
    return fresh;
  }

  return {
    check(limit, subject) {
      const position = nowMilliseconds() / 1000 / limit.windowSeconds;
      const index = Math.floor(position);
      const known = counters.get(buildKey(limit, subject));
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
      const counter = find(key, Math.floor(nowMilliseconds() / 1000 / windowSeconds));
      counter.own += 1;
      sharing?.add({ key, counter, windowSeconds });
    },
    close: () => sharing?.close(),
  };
}

function buildKey({ name, windowSeconds }: Limit, subject: LimitSubject): string {
  const parts = subject.map((part) =>
    part.length > maxPartLength ? part.slice(0, maxPartLength) : part,
  );
  return `${name}\n${windowSeconds}\n${parts.join('\n')}`;
}
