// Hands claimed rows to the queues, a bounded number at a time: the backlog stays in PostgreSQL. While Redis
// is away, full or silent, this process does the jobs itself.

import type { OutboxRow } from '@gatehouse/database';
import type { Redis } from '@gatehouse/redis';
import { Queue } from 'bullmq';
import type { Carrier } from '../carrier.ts';
import { findJob } from '../job-table.ts';
import type { JobRunner } from '../run-job.ts';
import { buildQueueId, type QueueName, queueNames, queuePrefix } from './queue-names.ts';

export interface QueueCarrierOptions {
  readonly runner: JobRunner;
  readonly redis: Redis;
  /** Does the jobs while Redis does not. */
  readonly local: Carrier;
  /** How many rows may be in the queues at the same time, of this process. */
  readonly backlog: number;
}

/** How much stands in one queue, of all processes together. */
export interface QueueLength {
  readonly queue: QueueName;
  readonly waiting: number;
  readonly active: number;
}

export interface QueueCarrier extends Carrier {
  /** Whether jobs go through Redis now. */
  isReady(): boolean;
  /** Rejects where Redis does not answer. */
  measure(): Promise<readonly QueueLength[]>;
}

interface Handed {
  readonly row: OutboxRow;
  readonly key: string;
  renewedAt: number;
  isThere: boolean;
}

const watchMilliseconds = 500;
/** How long Redis is left alone after it failed. */
const awayMilliseconds = 5_000;

export function createQueueCarrier(options: QueueCarrierOptions): QueueCarrier {
  const { runner, redis, local, backlog } = options;
  const queues = new Map(queueNames.map((name) => [name, openQueue(name, redis)]));
  const handed = new Map<string, Handed>();
  let awayUntil = 0;

  const isReady = () => redis.status === 'ready' && performance.now() >= awayUntil;
  const leaveAlone = () => {
    awayUntil = performance.now() + awayMilliseconds;
  };

  async function handOver(row: OutboxRow): Promise<void> {
    const queue = queues.get(queueOf(runner, row.kind));
    if (queue === undefined) return;
    const { projectId, id, attempt } = row;
    const jobId = buildQueueId(row);
    const entry = { row, key: queue.toKey(jobId), renewedAt: performance.now(), isThere: false };
    handed.set(jobId, entry);
    try {
      await queue.add('job', { projectId, id, attempt }, { jobId });
      entry.isThere = true;
    } catch {
      // Perhaps it arrived all the same, so nobody takes it under this claim: the claim runs out, and the
      // next one makes whatever is in the queue out of date.
      handed.delete(jobId);
      leaveAlone();
    }
  }

  /** What has left the queue is done, or lost with Redis: in both cases its claim is left to itself. */
  async function watch(): Promise<void> {
    const there = [...handed].filter(([, { isThere }]) => isThere);
    if (there.length === 0 || !isReady()) return;
    const pipeline = redis.pipeline();
    for (const [, { key }] of there) pipeline.exists(key);
    const found = (await pipeline.exec().catch(() => null)) ?? [];
    const now = performance.now();
    for (const [index, [jobId, entry]] of there.entries()) {
      const [error, count] = found[index] ?? [new Error('Nothing was answered.')];
      if (error !== null) return leaveAlone();
      if (count === 0) handed.delete(jobId);
      else if (now - entry.renewedAt > (runner.holdSeconds * 1000) / 3) {
        entry.renewedAt = now;
        runner.outbox.extend(entry.row, runner.holdSeconds).catch(() => {});
      }
    }
  }

  let watching = Promise.resolve();
  const timer = setInterval(() => {
    watching = watching.then(watch);
  }, watchMilliseconds);

  return {
    isReady,
    measure: () =>
      Promise.all(
        [...queues].map(async ([name, queue]): Promise<QueueLength> => {
          const { wait = 0, active = 0 } = await queue.getJobCounts('wait', 'active');
          return { queue: name, waiting: wait, active };
        }),
      ),
    room: () => (isReady() ? backlog - handed.size : local.room()),
    waitForRoom: () =>
      isReady() ? new Promise((resolve) => setTimeout(resolve, 50)) : local.waitForRoom(),
    take(row) {
      if (isReady()) void handOver(row);
      else local.take(row);
    },
    async stop() {
      clearInterval(timer);
      await watching;
      await local.stop();
      const closing = [...queues.values()].map((queue) => queue.close().catch(() => {}));
      if (redis.status === 'ready') await Promise.all(closing);
    },
  };
}

function queueOf({ table }: JobRunner, kind: string): QueueName {
  return findJob(table, kind)?.queue ?? 'work';
}

function openQueue(name: QueueName, connection: Redis): Queue {
  const queue = new Queue(name, {
    connection,
    prefix: queuePrefix,
    skipVersionCheck: true,
    skipMetasUpdate: true,
    // Retries and their times stand in the outbox.
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
  });
  // The connection says when Redis goes away.
  queue.on('error', () => {});
  return queue;
}
