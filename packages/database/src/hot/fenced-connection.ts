// Reads of the control tables on the token path: the application's role, fenced like every transaction of it,
// without Prisma, which costs more than the token that waits for it.

import { nilUuid, type ProjectId, parseProjectId } from '@gatehouse/protocol';
import type { Pool, QueryArrayResult } from 'pg';
import type { Row, Statement } from './connection.ts';

export interface FencedConnection {
  /** Runs one read in a transaction that sees one project. Errors are pg's own. */
  read(projectId: ProjectId, statement: Statement, values: unknown[]): Promise<readonly Row[]>;
}

export interface FencedConnectionOptions {
  /** Of the role gatehouse_app. */
  readonly pool: Pool;
  readonly usesPreparedStatements: boolean;
}

export function createFencedConnection(options: FencedConnectionOptions): FencedConnection {
  const { pool, usesPreparedStatements } = options;
  return {
    async read(projectId, { name, text }, values) {
      const client = await pool.connect();
      let fault: Error | undefined;
      try {
        await client.query(beginFenced(projectId));
        const result: QueryArrayResult = await client.query({
          ...(usesPreparedStatements ? { name } : {}),
          text,
          values,
          rowMode: 'array',
        });
        await client.query('COMMIT');
        return result.rows;
      } catch (error) {
        fault = error instanceof Error ? error : new Error(String(error));
        throw error;
      } finally {
        // A connection on which something went wrong is closed, and its transaction with it.
        client.release(fault);
      }
    },
  };
}

/** In one round trip. SET takes no parameters: what stands in the text has been parsed as a UUID right here. */
function beginFenced(projectId: ProjectId): string {
  const checked = parseProjectId(projectId);
  if (checked === undefined) throw new Error('A project id is a UUID.');
  return `BEGIN READ ONLY;
    SET LOCAL app.project_id = '${checked}';
    SET LOCAL app.workspace_id = '${nilUuid}';
    SET LOCAL app.member_id = '${nilUuid}';
    SET LOCAL statement_timeout = '5s'`;
}
