// One claimed row of the outbox from its handler to its end. A row is done when its job is done.

import type { Outbox, OutboxRow } from '@gatehouse/database';
import { type Logger, redactText, traceJob } from '@gatehouse/runtime';
import type { JobContext, JobOutcome } from './job.ts';
import { findJob, type JobEntry, type JobTable } from './job-table.ts';

/** A claim is held for that long, and renewed while its job runs. */
export const defaultHoldSeconds = 60;
/** After that many claims a row is buried; the last wait is about five hours. */
export const maxAttempts = 15;
const firstRetrySeconds = 5;
const longestRetrySeconds = 6 * 3600;

export interface JobRunner {
  readonly outbox: Outbox;
  readonly context: JobContext;
  readonly table: JobTable;
  readonly logger: Logger;
  /** How long a claim is held before it is renewed or runs out. */
  readonly holdSeconds: number;
}

/** @returns the seconds until the next attempt: 5, 10, 20, … at most six hours. */
export function retryDelaySeconds(attempt: number): number {
  return Math.min(firstRetrySeconds * 2 ** (attempt - 1), longestRetrySeconds);
}

async function settle({ outbox }: JobRunner, row: OutboxRow, outcome: JobOutcome): Promise<void> {
  if (outcome.kind === 'done') {
    await outbox.complete(row);
  } else if (outcome.kind === 'again') {
    await outbox.reschedule(row, { afterSeconds: outcome.afterSeconds, error: undefined });
  } else {
    const { error } = outcome;
    await outbox.fail(row, { error, retryAfterSeconds: 0, maxAttempts: row.attempt });
  }
}

/** Where it fails the job is buried all the same. */
function prepareBurial(
  { context, logger }: JobRunner,
  row: OutboxRow,
  { bury }: JobEntry,
): Promise<void> {
  if (bury === undefined) return Promise.resolve();
  return bury(context, row).catch((error: unknown) => {
    const details = { err: error, kind: row.kind, job: row.id, project: row.projectId };
    logger.error(details, 'what waits for a job could not be told that it is buried');
  });
}

async function giveBack(
  runner: JobRunner,
  row: OutboxRow,
  failure: { readonly error: unknown; readonly entry: JobEntry | undefined },
): Promise<void> {
  const { outbox, logger } = runner;
  const { entry } = failure;
  const error = redactText(String(failure.error));
  const details = { err: failure.error, kind: row.kind, job: row.id, project: row.projectId };
  if (entry?.retrySeconds !== undefined) {
    logger.error(details, 'a recurring job failed and will be tried again');
    await outbox.reschedule(row, { afterSeconds: entry.retrySeconds, error });
    return;
  }
  const retryAfterSeconds = retryDelaySeconds(row.attempt);
  const isLast = row.attempt >= maxAttempts;
  if (isLast && entry !== undefined) await prepareBurial(runner, row, entry);
  const fate = await outbox.fail(row, { error, retryAfterSeconds, maxAttempts });
  if (fate === 'dead') logger.error(details, 'a job failed for the last time and was buried');
  else logger.warn(details, 'a job failed and will be tried again');
}

/** Does the row's job and says so in the outbox. Throws only where the outbox itself cannot be reached. */
export async function runJob(runner: JobRunner, row: OutboxRow): Promise<void> {
  const entry = findJob(runner.table, row.kind);
  if (entry === undefined) {
    // A newer release may have written it: its own workers will know.
    await giveBack(runner, row, { error: `No handler for the kind "${row.kind}".`, entry });
    return;
  }
  const renewal = setInterval(
    () => {
      // Where it fails the claim runs out and the job runs again, which it must bear anyway.
      runner.outbox.extend(row, runner.holdSeconds).catch(() => {});
    },
    (runner.holdSeconds * 1000) / 3,
  );
  let outcome: JobOutcome;
  try {
    outcome = await traceJob(row, () => entry.handle(runner.context, row));
  } catch (error) {
    await giveBack(runner, row, { error, entry });
    return;
  } finally {
    clearInterval(renewal);
  }
  await settle(runner, row, outcome);
}
