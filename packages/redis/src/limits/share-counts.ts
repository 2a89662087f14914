// Tells Redis, a few times a second, what was counted since the last time, and learns the sum of all
// processes from its answer. Nobody waits for it.

import { createHmac } from 'node:crypto';
import type { Redis } from '../open-redis.ts';
import type { WindowCounter } from './window-counter.ts';

export interface SharedCounts {
  readonly redis: Redis;
  /** What is counted is named in Redis under a keyed hash: it may be an address. */
  readonly secret: Uint8Array;
}

export interface SharedCounter {
  readonly key: string;
  readonly counter: WindowCounter;
  readonly windowSeconds: number;
}

export interface CountSharing {
  add(shared: SharedCounter): void;
  close(): void;
}

const shareMilliseconds = 250;
const largestShare = 2_000;
const pauseAfterFaultMilliseconds = 2_000;

interface Share extends SharedCounter {
  readonly index: number;
  readonly added: number;
}

export function shareCounts(
  { redis, secret }: SharedCounts,
  nowMilliseconds: () => number,
): CountSharing {
  const changed = new Map<string, SharedCounter>();
  let pausedUntil = 0;
  let isSharing = false;

  function takeShares(): readonly Share[] {
    const shares: Share[] = [];
    for (const [key, shared] of changed) {
      if (shares.length === largestShare) break;
      changed.delete(key);
      const { counter } = shared;
      const added = counter.own - counter.sent;
      if (added > 0) shares.push({ ...shared, index: counter.index, added });
    }
    return shares;
  }

  async function send(shares: readonly Share[]): Promise<boolean> {
    const pipeline = redis.pipeline();
    for (const { key, index, added, windowSeconds } of shares) {
      const name = buildName(secret, key, index);
      pipeline.incrby(name, added).expire(name, windowSeconds * 2);
    }
    const answers = (await pipeline.exec().catch(() => null)) ?? [];
    let isComplete = true;
    for (const [position, { counter, index, added }] of shares.entries()) {
      const total = answers[position * 2]?.[1];
      if (typeof total !== 'number') isComplete = false;
      else if (counter.index === index) counter.learn(total, added);
    }
    return isComplete;
  }

  async function share(): Promise<void> {
    if (isSharing || redis.status !== 'ready' || nowMilliseconds() < pausedUntil) return;
    isSharing = true;
    const shares = takeShares();
    if (shares.length > 0 && !(await send(shares))) {
      // What did not arrive is sent with what comes next; perhaps it arrived, and counts twice.
      pausedUntil = nowMilliseconds() + pauseAfterFaultMilliseconds;
      for (const { key, counter, windowSeconds } of shares) {
        if (!changed.has(key)) changed.set(key, { key, counter, windowSeconds });
      }
    }
    isSharing = false;
  }

  const timer = setInterval(() => void share(), shareMilliseconds);
  timer.unref();
  return {
    add(shared) {
      if (!changed.has(shared.key)) changed.set(shared.key, shared);
    },
    close: () => clearInterval(timer),
  };
}

function buildName(secret: Uint8Array, key: string, index: number): string {
  const hash = createHmac('sha256', secret).update(key).digest('base64url').slice(0, 22);
  return `gatehouse:limit:${hash}:${index}`;
}
