// Who carries a claimed row to the end of its job: this process, or a queue.

import type { OutboxRow } from '@gatehouse/database';
import { findJob } from './job-table.ts';
import { type JobRunner, runJob } from './run-job.ts';

export interface Carrier {
  /** How many rows may be given to it now. */
  room(): number;
  /** Resolves when there may be room again. */
  waitForRoom(): Promise<unknown>;
  /** Takes a row that was claimed. Never throws: what becomes of the row is said in the outbox. */
  take(row: OutboxRow): void;
  /** Resolves when what runs here is settled. */
  stop(): Promise<void>;
}

/** Does the jobs in this process, so many at the same time; one that takes long holds up no other. */
export function createLocalCarrier(runner: JobRunner, concurrency: number): Carrier {
  const running = new Set<Promise<void>>();
  const patient = new Set<Promise<void>>();
  // Where the outbox cannot be reached the claim runs out, and the job is done again.
  const reportUnsettled = (error: unknown) =>
    runner.logger.warn({ err: error }, 'what became of a job could not be written');
  return {
    room: () => concurrency - running.size,
    waitForRoom: () => Promise.race(running),
    take(row) {
      const job = runJob(runner, row).catch(reportUnsettled);
      // Webhooks have turns of their own, so that endpoints that hang take no place from other jobs.
      const isPatient = findJob(runner.table, row.kind)?.queue === 'webhooks';
      const among = isPatient ? patient : running;
      among.add(job);
      void job.finally(() => among.delete(job));
    },
    async stop() {
      await Promise.all([...running, ...patient]);
    },
  };
}
