// Works what stands in the queues. The outbox decides whether a job is still to be done: a queue may say
// something twice, or too late.

import { setTimeout as pause } from 'node:timers/promises';
import { closeRedis, openWaitingRedis, type RedisOptions } from '@gatehouse/redis';
import { Worker } from 'bullmq';
import { type JobRunner, runJob } from '../run-job.ts';
import { turnLimits } from '../webhooks/webhook-sender.ts';
import { parseQueuedJob, queueNames, queuePrefix } from './queue-names.ts';

export interface QueueWorkers {
  /** Takes nothing more and resolves when all jobs that run here are settled. */
  stop(): Promise<void>;
}

/** How long a Redis that answers is given to end well. */
const closeMilliseconds = 10_000;

/** @returns whether the job was to be done, and was settled. */
export async function workQueuedJob(runner: JobRunner, data: unknown): Promise<boolean> {
  const job = parseQueuedJob(data);
  const row = job && (await runner.outbox.find(job));
  if (row === undefined || row.attempt !== job?.attempt) return false;
  if (!(await runner.outbox.extend(row, runner.holdSeconds))) return false;
  await runJob(runner, row);
  return true;
}

/** @param concurrency jobs of one queue at the same time, in this process. */
export function startQueueWorkers(
  runner: JobRunner,
  redis: RedisOptions,
  concurrency: number,
): QueueWorkers {
  const connection = openWaitingRedis(redis);
  const running = new Set<Promise<boolean>>();
  const work = (data: unknown): Promise<boolean> => {
    const job = workQueuedJob(runner, data);
    running.add(job);
    return job.finally(() => running.delete(job));
  };
  const workers = queueNames.map((name) => {
    const worker = new Worker(name, async ({ data }) => work(data), {
      connection,
      prefix: queuePrefix,
      // Webhooks have turns of their own; one place more sends away who finds none.
      concurrency: name === 'webhooks' ? turnLimits.total + 1 : concurrency,
      skipVersionCheck: true,
      // A job whose worker fell silent comes back through the outbox, under another claim.
      maxStalledCount: 0,
    });
    worker.on('error', () => {});
    return worker;
  });
  return {
    async stop() {
      const closing = Promise.all(workers.map((worker) => worker.close().catch(() => {})));
      // Whoever waits for its last word waits for ever where Redis is away, or goes away meanwhile.
      if (connection.status === 'ready') {
        const lost = new Promise((resolve) => connection.once('close', resolve));
        const late = pause(closeMilliseconds, undefined, { ref: false });
        await Promise.race([closing, lost, late]);
      }
      closeRedis(connection);
      await Promise.allSettled(running);
    },
  };
}
