import { createTestProject } from '@gatehouse/testkit';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { Client, Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase, type Database } from '../connect-database.ts';
import { dayOf } from './partitions.ts';

let urls: TestDatabase;
let database: Database;
let hot: Client;

beforeAll(async () => {
  urls = await createTestDatabase();
  database = await connectDatabase(urls);
  hot = new Client({ connectionString: urls.hotUrl });
  await hot.connect();
});
afterAll(async () => {
  await hot.end();
  await database.close();
  await urls.drop();
});

const today = () => dayOf(database.clock.nowMilliseconds());
const insertDenylist = (bucket: number) =>
  hot.query(
    `INSERT INTO hot.denylist (project_id, bucket, token_id) VALUES (gen_random_uuid(), $1, '\\x01')`,
    [bucket],
  );

test('a connected database holds every row that may be written, as far as rows may reach', async () => {
  for (const days of [0, 1, 30, 32]) await insertDenylist(today() + days);
  const { projectId } = await createTestProject(database.control);
  const { issuance } = database.hot.forProject(projectId);
  for (const days of [0, 30, 400]) {
    const code = {
      codeHash: crypto.getRandomValues(new Uint8Array(32)),
      bucket: today() + days,
      expiresAtSeconds: database.clock.nowSeconds() + 60,
      request: {},
    };
    const { rows } = await hot.query('SELECT gen_random_uuid() AS id');
    const grant = {
      grantId: rows[0].id,
      clientId: 'c',
      identityId: undefined,
      sessionId: undefined,
    };
    await issuance.addAuthorizationCode({
      ...code,
      grant: {
        ...grant,
        scope: [],
        audience: [],
        claims: {},
        expiresAtSeconds: code.expiresAtSeconds,
      },
    });
  }
  await expect(insertDenylist(today() + 40)).rejects.toThrow('no partition');
});

test('ensuring again creates nothing, also when several do it at once', async () => {
  expect(await database.hot.partitions.ensure()).toBe(0);
  await hot.query(`SELECT hot.ensure_partitions('denylist', $1, $1, 1)`, [today() + 100]);
  const several = new Pool({ connectionString: urls.hotUrl, max: 3 });
  const created = await Promise.all(
    [1, 2, 3].map(() =>
      several.query(`SELECT hot.ensure_partitions('denylist', $1::int, $1::int + 3, 1) AS count`, [
        today() + 100,
      ]),
    ),
  );
  await several.end();
  expect(created.map(({ rows }) => rows[0].count).toSorted()).toEqual([0, 0, 3]);
});

test('new partitions are made while writers are at work', async () => {
  await hot.query('BEGIN');
  await insertDenylist(today());
  const second = new Client({ connectionString: urls.hotUrl });
  await second.connect();
  await second.query(`SET lock_timeout = '2s'`);
  const { rows } = await second.query(
    `SELECT hot.ensure_partitions('denylist', $1::int, $1::int, 1) AS count`,
    [today() + 200],
  );
  expect(rows[0].count).toBe(1);
  await second.end();
  await hot.query('COMMIT');
});

test('partitions whose days are over are dropped, and what may still count is kept', async () => {
  for (const [table, age, width] of [
    ['denylist', 3, 1],
    ['traces', 32, 1],
    ['traces', 29, 1],
    ['refresh_tokens', 20, 7],
  ]) {
    const day = today() - Number(age);
    await hot.query('SELECT hot.ensure_partitions($1, $2, $2, $3)', [table, day, width]);
  }
  await insertDenylist(today() - 3);
  await insertDenylist(today());
  // Yesterday's part of the denylist stands since the database was connected.
  expect(await database.hot.partitions.dropExpired()).toBe(4);
  expect(await database.hot.partitions.dropExpired()).toBe(0);
  const { rows } = await hot.query('SELECT min(bucket) AS first FROM hot.denylist');
  expect(rows).toEqual([{ first: today() }]);
  await hot.query(
    `INSERT INTO hot.traces (project_id, bucket, trace_id, at, endpoint, outcome, trace)
     VALUES (gen_random_uuid(), $1, gen_random_uuid(), now(), 'token', 'fault', '{}')`,
    [today() - 29],
  );
});

test('expired grants are removed, children before their parents', async () => {
  const insert = (grantId: string, parentId: string | null, expires: string) =>
    hot.query(
      `INSERT INTO hot.grants (project_id, grant_id, parent_grant_id, client_id, scope, audience, expires_at)
       VALUES ('00000000-0000-4000-8000-000000000001', $1, $2, 'c', '{}', '{}', $3)`,
      [grantId, parentId, expires],
    );
  const [parent, child, living] = ['a', 'b', 'c'].map(
    (digit) => `${digit.repeat(8)}-0000-4000-8000-000000000000`,
  );
  if (!parent || !child || !living) throw new Error('no ids');
  await insert(parent, null, '2026-01-01');
  await insert(child, parent, '2026-01-01');
  await insert(living, null, '2100-01-01');
  const remove = () => database.hot.upkeep.deleteExpiredGrants(new Date('2026-02-01'), 100);
  expect([await remove(), await remove(), await remove()]).toEqual([1, 1, 0]);
  const { rows } = await hot.query('SELECT grant_id FROM hot.grants WHERE grant_id = ANY ($1)', [
    [parent, child, living],
  ]);
  expect(rows).toEqual([{ grant_id: living }]);
});
