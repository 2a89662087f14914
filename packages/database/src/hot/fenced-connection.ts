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
  /** Of the role gatehouse_app. */
  readonly pool: Pool;
  readonly usesPreparedStatements: boolean;
}

export function createFencedConnection(options: FencedConnectionOptions): FencedConnection {
  const { pool, usesPreparedStatements } = options;
  const within = async <T>(begin: string, work: (client: PoolClient) => Promise<T>) => {
    const client = await pool.connect();
    let fault: Error | undefined;
    try {
      await client.query(begin);
      const result = await work(client);
      await client.query('COMMIT');
      return result;
    } catch (error) {
      fault = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      // A connection on which something went wrong is closed, and its transaction with it.
      client.release(fault);
    }
  };
  const build = ({ name, text }: Statement, values: unknown[]) => ({
    ...(usesPreparedStatements ? { name } : {}),
    text,
    values,
  });
  return {
    read: (projectId, statement, values) =>
      within(beginFenced('READ ONLY', projectId), async (client) => {
        const query = { ...build(statement, values), rowMode: 'array' } as const;
        const result: QueryArrayResult = await client.query(query);
        return result.rows;
      }),
    readRecords: (projectId, statement, values) =>
      within(beginFenced('READ ONLY', projectId), async (client) => {
        const result: QueryResult = await client.query(build(statement, values));
        return result.rows;
      }),
    write: (projectId, statement, values) =>
      within(beginFenced('READ WRITE', projectId), async (client) => {
        await client.query(build(statement, values));
        checkDeadline();
      }),
  };
}

/** In one round trip. SET takes no parameters: what stands in the text has been parsed as a UUID right here. */
function beginFenced(access: 'READ ONLY' | 'READ WRITE', projectId: ProjectId): string {
  const checked = parseProjectId(projectId);
  if (checked === undefined) throw new Error('A project id is a UUID.');
  return `BEGIN ${access};
    SET LOCAL app.project_id = '${checked}';
    SET LOCAL app.workspace_id = '${nilUuid}';
    SET LOCAL app.member_id = '${nilUuid}';
    SET LOCAL statement_timeout = '5s'`;
}
