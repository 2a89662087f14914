// All rows of the running product, read as the superuser, who sees through every policy. Tests look here
// for what must not be there, or must not have changed.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';

export interface StoredRow {
  readonly table: string;
  readonly text: string;
}

export class StoredRows {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  /** Finds the embedded database of a data folder and opens it. */
  static async open(home: string): Promise<StoredRows> {
    const folder = findFolderWith(home, 'superuser-password');
    const password = readFileSync(path.join(folder, 'superuser-password'), 'utf8').trim();
    // postmaster.pid: process, data folder, start time, port, socket folder, TCP address.
    const lines = readFileSync(path.join(folder, 'cluster/postmaster.pid'), 'utf8').split('\n');
    const listensOnSocket = lines[4]?.trim() !== '';
    const login = {
      user: 'postgres',
      password,
      port: Number(lines[3]),
      host: listensOnSocket ? path.join(folder, 'socket') : '127.0.0.1',
    };
    for (const database of await listDatabases(login)) {
      const client = new Client({ ...login, database });
      await client.connect();
      const found = await client.query(`SELECT to_regclass('public.projects') AS projects`);
      if (found.rows[0]?.projects !== null) return new StoredRows(client);
      await client.end();
    }
    throw new Error(`no database of ${home} has a table of projects`);
  }

  close(): Promise<void> {
    return this.#client.end();
  }

  /** Every row of every table of ours, as text. */
  async dump(): Promise<StoredRow[]> {
    const rows: StoredRow[] = [];
    for (const table of await this.#tables()) {
      const { rows: found } = await this.#client.query(`SELECT t::text AS text FROM ${table} AS t`);
      for (const row of found) rows.push({ table, text: String(row.text) });
    }
    return rows;
  }

  /**
   * A digest per table of all rows of a project, without what the product writes behind any request:
   * traces, usage counts and the outbox.
   */
  async digest(projectId: string): Promise<Record<string, string>> {
    const digests: Record<string, string> = {};
    for (const table of await this.#tables('project_id')) {
      if (/^hot\.(traces|usage|outbox)/.test(table)) continue;
      const { rows } = await this.#client.query(
        `SELECT count(*) || ':' || coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), '') AS digest
         FROM ${table} AS t WHERE project_id = $1`,
        [projectId],
      );
      digests[table] = String(rows[0]?.digest);
    }
    return digests;
  }

  async select(sql: string, values: readonly unknown[]): Promise<Record<string, unknown>[]> {
    return (await this.#client.query(sql, [...values])).rows;
  }

  async count(sql: string, values: readonly unknown[]): Promise<number> {
    const { rows } = await this.#client.query(`SELECT count(*) AS count ${sql}`, [...values]);
    return Number(rows[0]?.count);
  }

  /** Writes what nobody can make over HTTP: the ground of a test, never what it asserts. */
  async plant(sql: string, values: readonly unknown[]): Promise<void> {
    const { rowCount } = await this.#client.query(sql, [...values]);
    if (rowCount !== 1) throw new Error(`expected to change one row, changed ${rowCount}: ${sql}`);
  }

  async #tables(column?: string): Promise<string[]> {
    const { rows } = await this.#client.query(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
         AND c.relkind IN ('r', 'p') AND NOT c.relispartition
         AND ($1::text IS NULL OR EXISTS (SELECT FROM pg_attribute a
           WHERE a.attrelid = c.oid AND a.attname = $1 AND NOT a.attisdropped))
       ORDER BY 1`,
      [column ?? null],
    );
    return rows.map((row) => String(row.name));
  }
}

async function listDatabases(login: object): Promise<string[]> {
  const client = new Client({ ...login, database: 'postgres' });
  await client.connect();
  const { rows } = await client.query('SELECT datname FROM pg_database WHERE NOT datistemplate');
  await client.end();
  return rows.map((row) => String(row.datname));
}

function findFolderWith(home: string, name: string): string {
  const found = [home, ...subfolders(home)].find((folder) => readdirSync(folder).includes(name));
  if (found === undefined) throw new Error(`no "${name}" in ${home} or a folder of it`);
  return found;
}

function subfolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(folder, entry.name));
}
