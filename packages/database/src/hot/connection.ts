// The hot path's own pool, with the role that may touch nothing but the hot tables.

import { type ClientBase, Pool, type QueryArrayResult } from 'pg';

/** One SQL statement of the folder `statements`. The name is what PostgreSQL keeps its plan under. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

export type Row = readonly unknown[];

export interface HotConnection {
  /** @returns the rows as arrays of columns. Errors are pg's own. */
  run(statement: Statement, values: unknown[]): Promise<readonly Row[]>;
  counters(): ConnectionCounters;
  close(): Promise<void>;
}

export interface ConnectionCounters {
  readonly connections: number;
  readonly idle: number;
  /** Callers that wait for one. */
  readonly waiting: number;
}

export interface HotConnectionOptions {
  readonly url: string;
  readonly connections: number;
  /** Named statements are planned once; a PgBouncer before 1.21 in transaction mode cannot carry them. */
  readonly usesPreparedStatements: boolean;
  /** A statement that takes longer counts as a storage fault. */
  readonly timeoutMilliseconds: number;
}

/**
 * Every statement here looks rows up by their keys. A plan is kept for as long as its connection, and one
 * made while a table was small must not turn out a scan when the table has grown: indexes and loops only.
 */
export const plannerSettings = `
  SET plan_cache_mode = force_generic_plan;
  SET enable_seqscan = off;
  SET enable_hashjoin = off;
  SET enable_mergejoin = off`;

const graceMilliseconds = 1_000;

export function openHotConnection(options: HotConnectionOptions): HotConnection {
  const pool = new Pool({
    connectionString: options.url,
    max: options.connections,
    connectionTimeoutMillis: options.timeoutMilliseconds,
    // PostgreSQL gives up first, and so undoes what it cannot finish in time: nobody has to guess.
    query_timeout: options.timeoutMilliseconds + graceMilliseconds,
    keepAlive: true,
    onConnect: (client: ClientBase) =>
      client.query(
        `SET statement_timeout = ${Math.ceil(options.timeoutMilliseconds)};
        ${options.usesPreparedStatements ? plannerSettings : ''}`,
      ),
  });
  surviveBrokenConnections(pool);
  return {
    async run({ name, text }, values) {
      const result: QueryArrayResult = await pool.query({
        ...(options.usesPreparedStatements ? { name } : {}),
        text,
        values,
        rowMode: 'array',
      });
      return result.rows;
    },
    counters: () => countConnections(pool),
    close: () => pool.end(),
  };
}

export function countConnections(pool: Pool): ConnectionCounters {
  return { connections: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
}

/**
 * A connection that breaks fails the call that uses it, or is replaced by the next one. It also emits an
 * error, and one that nobody listens to ends the process: idle, or in a moment between two owners.
 */
export function surviveBrokenConnections(pool: Pool): void {
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
}
