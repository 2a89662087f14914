// The relay in this process: takes what is due out of the outbox and does it here. Several processes may
// run one each; every row is lent to one of them.

import { holdSeconds, type JobRunner, maxAttempts, runJob } from './run-job.ts';

export interface Relay {
  /** Claims nothing more and resolves when all running jobs are settled. */
  stop(): Promise<void>;
}

export interface RelayOptions {
  /** Jobs that run at the same time; one that takes long holds up no other. */
  readonly concurrency: number;
  /** How long the relay waits when nothing is due. */
  readonly pollMilliseconds: number;
}

const longestPauseMilliseconds = 30_000;

/** Begins to relay at once. */
export function startRelay(runner: JobRunner, options: RelayOptions): Relay {
  const { concurrency, pollMilliseconds } = options;
  const running = new Set<Promise<void>>();
  let isStopping = false;
  let failures = 0;
  let wake: (() => void) | undefined;

  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  function reportUnreachable(error: unknown): void {
    failures += 1;
    if (failures === 1) runner.logger.warn({ err: error }, 'the outbox cannot be reached');
  }

  /** Claims what there is room for. @returns how long to wait before the next look. */
  async function claimDue(): Promise<number> {
    const limit = concurrency - running.size;
    try {
      const rows = await runner.outbox.claim({ limit, holdSeconds, maxAttempts });
      failures = 0;
      for (const row of rows) {
        const job = runJob(runner, row).catch(reportUnreachable);
        running.add(job);
        void job.finally(() => running.delete(job));
      }
      return rows.length > 0 ? 0 : pollMilliseconds;
    } catch (error) {
      reportUnreachable(error);
      return Math.min(pollMilliseconds * 2 ** failures, longestPauseMilliseconds);
    }
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      if (running.size >= concurrency) {
        await Promise.race(running);
        continue;
      }
      const milliseconds = await claimDue();
      if (!isStopping && milliseconds > 0) await pause(milliseconds);
    }
    await Promise.all(running);
  }

  const ended = run();
  return {
    stop() {
      isStopping = true;
      wake?.();
      return ended;
    },
  };
}
