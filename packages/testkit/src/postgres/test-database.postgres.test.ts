import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

const databases: TestDatabase[] = [];

async function createDatabase(template: 'migrated' | 'empty' = 'migrated') {
  const database = await createTestDatabase({ template });
  databases.push(database);
  return database;
}

async function query(url: string, sql: string) {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

afterAll(() => Promise.all(databases.map((database) => database.drop())));

test('several test databases are created at the same time, each with the migrated schema', async () => {
  const created = await Promise.all([createDatabase(), createDatabase(), createDatabase()]);
  expect(new Set(created.map(({ name }) => name)).size).toBe(3);
  for (const { ownerUrl } of created) {
    const rows = await query(ownerUrl, "SELECT to_regclass('public.projects') AS table");
    expect(rows).toEqual([{ table: 'projects' }]);
  }
});

test('an empty test database has no tables', async () => {
  const { ownerUrl } = await createDatabase('empty');
  const rows = await query(ownerUrl, "SELECT to_regclass('public.projects') AS table");
  expect(rows).toEqual([{ table: null }]);
});

test('tests connect with the real roles, none of which sees through row-level security', async () => {
  const { ownerUrl, appUrl, hotUrl } = await createDatabase();
  const sql = `SELECT rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole
               FROM pg_roles WHERE rolname = current_user`;
  const closed = {
    rolsuper: false,
    rolbypassrls: false,
    rolcreatedb: false,
    rolcreaterole: false,
  };
  expect(await query(ownerUrl, sql)).toEqual([{ rolname: 'gatehouse_owner', ...closed }]);
  expect(await query(appUrl, sql)).toEqual([{ rolname: 'gatehouse_app', ...closed }]);
  expect(await query(hotUrl, sql)).toEqual([{ rolname: 'gatehouse_hot', ...closed }]);
});

test('a dropped test database is gone although somebody was connected to it', async () => {
  const database = await createTestDatabase();
  const client = new Client({ connectionString: database.appUrl });
  const closed = new Promise((resolve) => client.on('error', resolve));
  await client.connect();
  await database.drop();
  await closed;
  await expect(query(database.appUrl, 'SELECT 1')).rejects.toMatchObject({ code: '3D000' });
});
