// F11: Redis answers after two seconds, or not at all.

import { expect, it } from 'vitest';
import type { TcpRelay } from '../installation/tcp-relay.ts';
import { RecordingClient } from '../load/recording-client.ts';
import { type Stage, tell } from '../stage.ts';

/** What Redis may add to the slowest of a hundred requests; a call to it is given up after 500 ms. */
const addedMilliseconds = 300;
const workers = 2;

interface SlowRedis {
  readonly name: string;
  readonly begin: (redis: TcpRelay) => void;
}

const faults: readonly SlowRedis[] = [
  {
    name: 'answers after two seconds',
    begin: (redis) => {
      redis.delayMilliseconds = 2_000;
    },
  },
  { name: 'hangs', begin: (redis) => redis.hang() },
];

export function defineSlowRedis(getStage: () => Stage): void {
  it.each(faults)('fault F11: nobody waits for a Redis that $name', async ({ name, begin }) => {
    const stage = getStage();
    const { redisRelay } = stage.installation;
    const clients = await Promise.all(
      Array.from({ length: workers }, (_, index) =>
        RecordingClient.create(stage.project, stage.journal, `f11.${name.length}.${index + 1}`),
      ),
    );
    const seconds = Math.max(2, stage.extent.seconds / 4);
    const before = await measure(clients, seconds);
    begin(redisRelay);
    const during = await measure(clients, seconds).finally(() => {
      redisRelay.delayMilliseconds = 0;
      redisRelay.resume();
    });
    // On a machine that is busy with other things all requests take longer at times.
    const usual = Math.max(before.p99, (await measure(clients, seconds)).p99);
    tell(
      stage,
      'F11',
      `Redis ${name}: ${during.requests} requests, p99 ${during.p99.toFixed(0)} ms, ` +
        `${usual.toFixed(0)} ms without it`,
    );
    expect(during.p99 - usual).toBeLessThan(addedMilliseconds);
    await stage.check();
  });
}

/** @throws where a request is not served. */
async function measure(clients: readonly RecordingClient[], seconds: number) {
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    clients.map(async (client) => {
      client.tookMilliseconds.splice(0);
      while (performance.now() < end) await client.issue();
    }),
  );
  const sorted = clients.flatMap(({ tookMilliseconds }) => tookMilliseconds).sort((a, b) => a - b);
  const p99 = sorted[Math.floor(sorted.length * 0.99)];
  if (p99 === undefined) throw new Error('Nothing was measured.');
  return { requests: sorted.length, p99 };
}
