import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { migrate } from './migrate.ts';
import { MigrationError } from './migration-error.ts';

const firstMigration = `-- A comment; with a semicolon, and one that isn't closed: '
CREATE SCHEMA side;
CREATE TABLE side.events (day integer NOT NULL, note text) PARTITION BY RANGE (day);
CREATE TABLE side.events_1 PARTITION OF side.events FOR VALUES FROM (1) TO (2);
CREATE FUNCTION side.add_event(event_day integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO side.events VALUES (event_day, 'a; b');
END
$$;
DO $$ BEGIN PERFORM side.add_event(1); PERFORM side.add_event(1); END $$;
`;

let folder: string;
let database: TestDatabase;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-migrations-'));
  database = await createTestDatabase({ template: 'empty' });
});

afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function writeFile(name: string, content: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function writeMigration(name: string, script: string): void {
  writeFile('migrations/migration_lock.toml', 'provider = "postgresql"\n');
  writeFile(`migrations/${name}/migration.sql`, script);
}

function run() {
  return migrate({
    ownerUrl: database.ownerUrl,
    migrationsFolder: path.join(folder, 'migrations'),
  });
}

async function query(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: database.ownerUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

test('a migration may hold comments, functions, DO blocks, schemas and partitions', async () => {
  writeMigration('20260101000000_first', firstMigration);
  expect(await run()).toEqual({ appliedMigrationNames: ['20260101000000_first'] });
  expect(await query('SELECT * FROM side.events')).toEqual([
    { day: 1, note: 'a; b' },
    { day: 1, note: 'a; b' },
  ]);
});

test('what was applied is recorded as Prisma records it', async () => {
  writeMigration('20260101000000_first', firstMigration);
  await run();
  const [record] = await query('SELECT * FROM _prisma_migrations');
  expect(record).toMatchObject({
    migration_name: '20260101000000_first',
    checksum: createHash('sha256').update(firstMigration).digest('hex'),
    applied_steps_count: 1,
    finished_at: expect.any(Date),
    rolled_back_at: null,
    logs: null,
  });
});

test('a second run applies only what is new, whatever its place in the order', async () => {
  writeMigration('20260102000000_second', 'CREATE TABLE second ();');
  await run();
  expect(await run()).toEqual({ appliedMigrationNames: [] });
  writeMigration('20260101000000_first', firstMigration);
  writeMigration('20260103000000_third', 'CREATE TABLE third ();');
  expect(await run()).toEqual({
    appliedMigrationNames: ['20260101000000_first', '20260103000000_third'],
  });
});

test('of several runs at once exactly one applies the migrations and all succeed', async () => {
  writeMigration('20260101000000_first', firstMigration);
  writeMigration('20260102000000_second', 'CREATE TABLE second ();');
  const results = await Promise.all([run(), run(), run()]);
  expect(results.flatMap(({ appliedMigrationNames }) => appliedMigrationNames)).toEqual([
    '20260101000000_first',
    '20260102000000_second',
  ]);
});

test('a migration that fails is undone whole, named with its line, and tried again next time', async () => {
  writeMigration('20260101000000_first', firstMigration);
  writeMigration('20260102000000_second', 'CREATE TABLE second ();\nSELECT 1;\nSELECT nothing;');
  const failing = run();
  await expect(failing).rejects.toThrow(MigrationError);
  await expect(failing).rejects.toThrow(
    /^Migration 20260102000000_second failed and was undone \(line 3: column "nothing" does not exist\)/,
  );
  expect(await query("SELECT to_regclass('second') AS second")).toEqual([{ second: null }]);
  writeMigration('20260102000000_second', 'CREATE TABLE second ();');
  expect(await run()).toEqual({ appliedMigrationNames: ['20260102000000_second'] });
});

test('a process killed in the middle of a migration leaves nothing that stops the next run', async () => {
  writeMigration(
    '20260101000000_first',
    "CREATE TABLE first ();\nSELECT pg_sleep(600) WHERE to_regnamespace('go_on') IS NULL;",
  );
  const script = `
    import { migrate } from '${new URL('./index.ts', import.meta.url).href}';
    await migrate({ ownerUrl: process.argv[1], migrationsFolder: process.argv[2] });`;
  const child = spawn(
    process.execPath,
    [
      ...['--conditions=source', '--input-type=module', '--eval', script],
      ...[database.ownerUrl, path.join(folder, 'migrations')],
    ],
    { stdio: 'inherit' },
  );
  const sleeping = `SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event = 'PgSleep'`;
  await vi.waitFor(async () => expect(await query(sleeping)).toHaveLength(1), { timeout: 20_000 });
  child.kill('SIGKILL');
  await once(child, 'exit');
  await query('CREATE SCHEMA go_on');
  const second = run();
  await query(`SELECT pg_terminate_backend(pid) FROM (${sleeping}) AS left_behind`);
  expect(await second).toEqual({ appliedMigrationNames: ['20260101000000_first'] });
});

test('policy files run after every migration, in name order, each whole or not at all', async () => {
  writeMigration('20260101000000_first', 'CREATE TABLE log (id serial, entry text);');
  writeFile('policies/b.sql', "INSERT INTO log (entry) VALUES ('b');");
  writeFile('policies/a.sql', "INSERT INTO log (entry) VALUES ('a; 1'); SELECT 1;");
  await run();
  await run();
  const entries = 'SELECT entry FROM log ORDER BY id';
  const twice = [{ entry: 'a; 1' }, { entry: 'b' }, { entry: 'a; 1' }, { entry: 'b' }];
  expect(await query(entries)).toEqual(twice);
  writeFile('policies/a.sql', "INSERT INTO log (entry) VALUES ('lost');\nSELECT nothing;");
  await expect(run()).rejects.toThrow(/^Policy file a\.sql failed and was undone \(line 2: /);
  expect(await query(entries)).toEqual(twice);
});

test('a migration that an earlier "prisma migrate" left failed is named, not run again', async () => {
  writeMigration('20260101000000_first', 'CREATE TABLE first ();');
  await run();
  await query('UPDATE _prisma_migrations SET finished_at = NULL');
  await expect(run()).rejects.toThrow(/failed in this database at 20260101000000_first/);
});
