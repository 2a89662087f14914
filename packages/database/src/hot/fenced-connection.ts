// Statements on the control tables that many wait for: the application's role, fenced like every transaction of it,
// without Prisma, which costs more than the token or page that waits for it.

import { nilUuid, type ProjectId, parseProjectId } from '@gatehouse/protocol';
import type { Pool, PoolClient, QueryArrayResult, QueryResult } from 'pg';
import { checkDeadline } from '../deadline.ts';
import type { Row, Statement } from './connection.ts';

/** Each call is one transaction that sees one project. Errors are pg's own. */
export interface FencedConnection {
  /** Runs one read. @returns the rows as arrays of columns. */
  read(projectId: ProjectId, statement: Statement, values: unknown[]): Promise<readonly Row[]>;
  /** The same with the columns by their names. */
  readRecords(
    projectId: ProjectId,
    statement: Statement,
    values: unknown[],
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Runs one write, and takes it back where the caller's deadline is over by then. */
  write(projectId: ProjectId, statement: Statement, values: unknown[]): Promise<void>;
}

export interface FencedConnectionOptions {
  /**
   * Of the role gatehouse_app, with pipelining: a transaction is sent in one go. Where its beginning failed, row
   * security refuses what comes behind it.
   */
  readonly pool: Pool;
  readonly usesPreparedStatements: boolean;
}

export function createFencedConnection(options: FencedConnectionOptions): FencedConnection {
  const { pool, usesPreparedStatements } = options;
  const build = ({ name, text }: Statement, values: unknown[]) => ({
    ...(usesPreparedStatements ? { name } : {}),
    text,
    values,
  });
  const read = <Result>(projectId: ProjectId, send: (client: PoolClient) => Promise<Result>) =>
    withClient(pool, async (client) => {
      const sent = [client.query(beginFenced('READ ONLY', projectId)), send(client)] as const;
      const [, result] = await Promise.all([...sent, client.query('COMMIT')]);
      return result;
    });
  return {
    async read(projectId, statement, values) {
      const query = { ...build(statement, values), rowMode: 'array' } as const;
      const result = await read<QueryArrayResult>(projectId, (client) => client.query(query));
      return result.rows;
    },
    async readRecords(projectId, statement, values) {
      const query = build(statement, values);
      const result = await read<QueryResult>(projectId, (client) => client.query(query));
      return result.rows;
    },
    write: (projectId, statement, values) =>
      withClient(pool, async (client) => {
        await Promise.all([
          client.query(beginFenced('READ WRITE', projectId)),
          client.query(build(statement, values)),
        ]);
        checkDeadline();
        await client.query('COMMIT');
      }),
  };
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let fault: Error | undefined;
  try {
    return await work(client);
  } catch (error) {
    fault = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    // A connection on which something went wrong is closed, and its transaction with it.
    client.release(fault);
  }
}

/** SET takes no parameters: what stands in the text has been parsed as a UUID right here. */
function beginFenced(access: 'READ ONLY' | 'READ WRITE', projectId: ProjectId): string {
  const checked = parseProjectId(projectId);
  if (checked === undefined) throw new Error('A project id is a UUID.');
  return `BEGIN ${access};
    SET LOCAL app.project_id = '${checked}';
    SET LOCAL app.workspace_id = '${nilUuid}';
    SET LOCAL app.member_id = '${nilUuid}';
    SET LOCAL statement_timeout = '5s'`;
}
