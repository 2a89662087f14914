import { randomBytes } from 'node:crypto';
import { buildConnectionUrl } from '@gatehouse/database/embedded';
import type { RoleName } from '@gatehouse/database/migrate';
import { Client, escapeIdentifier } from 'pg';
import { inject } from 'vitest';
import { type TestServerConnection, templateNames } from './test-server.ts';

export interface TestDatabase {
  readonly name: string;
  /** gatehouse_owner: owns the schema and is fenced like everybody else. */
  readonly ownerUrl: string;
  /** gatehouse_app: the control tables, behind row-level security. */
  readonly appUrl: string;
  /** gatehouse_hot: the schema `hot` alone. */
  readonly hotUrl: string;
  /** Ends connections, of one role or all, as an outage would. @returns how many there were. */
  cutConnections(role?: RoleName): Promise<number>;
  /** What somebody with the whole server does to it: past row security and triggers. @returns how many rows. */
  tamper(statement: string): Promise<number>;
  /** Makes everything hang that touches these tables, as a server under too much load does. @returns the way out. */
  lock(tables: string): Promise<() => Promise<void>>;
  /** Ends open connections and removes the database. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  /** `migrated` (default) has our schema and policies; `empty` has nothing yet. */
  readonly template?: keyof typeof templateNames;
  /** Outside of Vitest, or for a server of one's own; default the one of the global set-up. */
  readonly server?: TestServerConnection;
}

/** Makes a fresh database, a copy of a template, that no other test sees. */
export async function createTestDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const server = options.server ?? inject('gatehousePostgres');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const template = templateNames[options.template ?? 'migrated'];
  await runAsSuperuser(server, [
    `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE ${escapeIdentifier(template)} OWNER gatehouse_owner`,
    // A copy does not take over who may connect.
    `REVOKE ALL ON DATABASE ${escapeIdentifier(name)} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${escapeIdentifier(name)} TO gatehouse_app, gatehouse_hot`,
  ]);
  const buildUrl = (role: RoleName) =>
    buildConnectionUrl(server, { role, password: server.passwords[role], database: name });
  return {
    name,
    ownerUrl: buildUrl('gatehouse_owner'),
    appUrl: buildUrl('gatehouse_app'),
    hotUrl: buildUrl('gatehouse_hot'),
    cutConnections: (role) => cutConnections(server, name, role),
    lock: (tables) => lock(server, name, tables),
    tamper: (statement) => tamper(server, name, statement),
    async drop() {
      await runAsSuperuser(server, [
        `DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`,
      ]);
    },
  };
}

async function cutConnections(
  server: TestServerConnection,
  database: string,
  role: RoleName | undefined,
): Promise<number> {
  const client = new Client({ connectionString: server.superuserUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = $1 AND usename = coalesce($2, usename)`,
      [database, role],
    );
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

async function lock(server: TestServerConnection, database: string, tables: string) {
  const url = new URL(server.superuserUrl);
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.href });
  client.on('error', () => {});
  await client.connect();
  await client.query('BEGIN');
  await client.query(`LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`);
  return () => client.end();
}

async function tamper(server: TestServerConnection, database: string, statement: string) {
  const url = new URL(server.superuserUrl);
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    const { rowCount } = await client.query(statement);
    return rowCount ?? 0;
  } finally {
    await client.end();
  }
}

async function runAsSuperuser(server: TestServerConnection, statements: readonly string[]) {
  const client = new Client({ connectionString: server.superuserUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
