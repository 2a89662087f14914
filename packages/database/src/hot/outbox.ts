// The relay's side of the outbox. A row is done when its job is done: claiming only lends it for a while.

import type { ProjectId } from '@gatehouse/protocol';
import { readProjectId } from '../control/stored-values.ts';
import { asStoreError } from '../storage-faults.ts';
import type { HotConnection, Row, Statement } from './connection.ts';
import {
  claimOutbox,
  completeOutbox,
  deleteSettledOutbox,
  extendOutbox,
  failOutbox,
  measureOutbox,
  rescheduleOutbox,
  selectOutbox,
} from './statements/outbox.ts';

export interface OutboxKey {
  readonly projectId: ProjectId;
  readonly id: string;
}

export interface OutboxRow extends OutboxKey {
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Which claim this is, the first being 1. */
  readonly attempt: number;
  /** The span that asked for it (W3C Trace Context), where traces are on. */
  readonly traceparent: string | undefined;
}

/** How much waits. */
export interface OutboxBacklog {
  /** Rows that are due, and whom no relay holds. */
  readonly due: number;
  /** How long the one that is due for longest has been, in seconds. */
  readonly oldestDueSeconds: number;
  /** Rows whose time has not come: recurring ones, and those that are tried again later. */
  readonly later: number;
  readonly held: number;
  /** Rows that were given up and not yet forgotten. */
  readonly dead: number;
}

export interface Outbox {
  /**
   * Lends due rows for so many seconds, oldest first. Of concurrent callers each gets other rows; a row
   * whose time runs out is lent again, and buried once it was lent `maxAttempts` times.
   */
  claim(claim: {
    limit: number;
    holdSeconds: number;
    maxAttempts: number;
  }): Promise<readonly OutboxRow[]>;
  /** @returns the row as long as its job is not done: a queue carries ids only. */
  find(key: OutboxKey): Promise<OutboxRow | undefined>;
  /** @returns false where the claim is no longer this one. */
  extend(row: OutboxRow, holdSeconds: number): Promise<boolean>;
  /** The job is done; its payload is erased. @returns false where it was done already. */
  complete(key: OutboxKey): Promise<boolean>;
  /** The job failed: it is due again after the given time, or dead after its last attempt. */
  fail(
    row: OutboxRow,
    failure: { error: string; retryAfterSeconds: number; maxAttempts: number },
  ): Promise<'retried' | 'dead' | 'not_current'>;
  /**
   * A recurring job had its turn, well or not: the same row is due again after the given time, with all
   * attempts. @returns false where the claim is no longer this one.
   */
  reschedule(
    row: OutboxRow,
    next: { afterSeconds: number; error: string | undefined },
  ): Promise<boolean>;
  /** Counts what is not done. Meant for every few seconds: it reads all of it. */
  measure(): Promise<OutboxBacklog>;
  /** Forgets rows that were done or dead before that moment. @returns how many. */
  deleteSettled(before: Date, limit: number): Promise<number>;
}

export function createOutbox(connection: HotConnection): Outbox {
  const run = async (statement: Statement, values: unknown[]) => {
    try {
      return await connection.run(statement, values);
    } catch (error) {
      throw asStoreError(error);
    }
  };
  return {
    async claim({ limit, holdSeconds, maxAttempts }) {
      return (await run(claimOutbox, [limit, holdSeconds, maxAttempts])).map(readOutboxRow);
    },
    async find({ projectId, id }) {
      const [row] = await run(selectOutbox, [projectId, id]);
      return row === undefined ? undefined : readOutboxRow(row);
    },
    async extend({ projectId, id, attempt }, holdSeconds) {
      return (await run(extendOutbox, [projectId, id, attempt, holdSeconds])).length > 0;
    },
    async complete({ projectId, id }) {
      return (await run(completeOutbox, [projectId, id])).length > 0;
    },
    async fail({ projectId, id, attempt }, { error, retryAfterSeconds, maxAttempts }) {
      const values = [projectId, id, attempt, storable(error), retryAfterSeconds, maxAttempts];
      const [row] = await run(failOutbox, values);
      if (row === undefined) return 'not_current';
      return row[0] === 'dead' ? 'dead' : 'retried';
    },
    async reschedule({ projectId, id, attempt }, { afterSeconds, error }) {
      const text = error === undefined ? null : storable(error);
      const values = [projectId, id, attempt, afterSeconds, text];
      return (await run(rescheduleOutbox, values)).length > 0;
    },
    async measure() {
      const [row = []] = await run(measureOutbox, []);
      const [due = 0, oldestMilliseconds = 0, later = 0, held = 0, dead = 0] = row.map(Number);
      return { due, oldestDueSeconds: oldestMilliseconds / 1000, later, held, dead };
    },
    async deleteSettled(before, limit) {
      return (await run(deleteSettledOutbox, [before.getTime(), limit])).length;
    },
  };
}

/** PostgreSQL's text knows neither NUL nor lone surrogates. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

function readOutboxRow([projectId, id, kind, stored, attempt]: Row): OutboxRow {
  const given: Readonly<Record<string, unknown>> =
    typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const { traceparent, ...payload } = given;
  return {
    projectId: readProjectId(String(projectId)),
    id: String(id),
    kind: String(kind),
    payload,
    attempt: Number(attempt),
    traceparent: typeof traceparent === 'string' ? traceparent : undefined,
  };
}
