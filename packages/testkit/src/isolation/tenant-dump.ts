import type { ProjectScope } from '@gatehouse/database';
import { nilUuid } from '@gatehouse/protocol';
import { Client } from 'pg';
import type { TestDatabase } from '../postgres/test-database.ts';

/** Reads everything that one tenant has, in every table there is, with the real roles. */
export interface TenantDump {
  /** @returns the rows by table, as text. */
  read(scope: ProjectScope): Promise<Readonly<Record<string, readonly string[]>>>;
  close(): Promise<void>;
}

interface Table {
  readonly name: string;
  readonly schema: 'public' | 'hot';
}

export async function openTenantDump(urls: TestDatabase): Promise<TenantDump> {
  const app = new Client({ connectionString: urls.appUrl });
  const hot = new Client({ connectionString: urls.hotUrl });
  await app.connect();
  await hot.connect();
  const { rows: tables } = await app.query<Table>(`
    SELECT format('%I.%I', n.nspname, c.relname) AS name, n.nspname AS schema
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'hot') AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      AND c.relname NOT IN ('addresses', '_prisma_migrations')
    ORDER BY 1`);

  async function readTable({ name, schema }: Table, projectId: string): Promise<string[]> {
    const { rows } =
      schema === 'hot'
        ? await hot.query(
            `SELECT to_jsonb(t)::text AS row FROM ${name} t WHERE project_id = $1 ORDER BY 1`,
            [projectId],
          )
        : await app.query(`SELECT to_jsonb(t)::text AS row FROM ${name} t ORDER BY 1`);
    return rows.map(({ row }) => row);
  }

  return {
    async read({ projectId, workspaceId }) {
      const dump: Record<string, string[]> = {};
      await app.query('BEGIN');
      await app.query(
        `SELECT set_config('app.project_id', $1, true), set_config('app.workspace_id', $2, true),
          set_config('app.member_id', $3, true)`,
        [projectId, workspaceId ?? nilUuid, nilUuid],
      );
      for (const table of tables) dump[table.name] = await readTable(table, projectId);
      await app.query('ROLLBACK');
      return dump;
    },
    async close() {
      await app.end();
      await hot.end();
    },
  };
}
