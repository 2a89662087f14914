import { createTestProject } from '@gatehouse/testkit';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { connectDatabase, type Database } from '../connect-database.ts';
import type { ProjectScope } from '../transactions.ts';

let urls: TestDatabase;
let database: Database;
let scope: ProjectScope;

beforeAll(async () => {
  urls = await createTestDatabase();
});
beforeEach(async () => {
  database = await connectDatabase({ ...urls, timeoutMilliseconds: 1_000 });
  scope = await createTestProject(database.control);
});
afterEach(() => database.close());
afterAll(() => urls.drop());

const dayMilliseconds = 86_400_000;
const count = (times: number, clientId = 'client', of = database) => {
  const { usage } = of.hot.forProject(scope.projectId);
  for (let index = 0; index < times; index += 1) usage.count('introspections', clientId);
};
const read = async () => {
  const range = { from: new Date(0), to: new Date(Date.now() + dayMilliseconds) };
  const rows = await database.control.withProject(scope, (tx) => tx.usage(range));
  return Object.fromEntries(rows.map((row) => [row.clientId, row.count]));
};

test('counts of all processes add up, by client', async () => {
  const other = await connectDatabase(urls);
  count(1_000);
  count(3, 'second');
  await database.hot.flushUsage();
  count(500, 'client', other);
  await other.close();
  count(1);
  await database.hot.flushUsage();
  expect(await read()).toEqual({ client: 1_501, second: 3 });
});

test('what is counted is written by itself within seconds', async () => {
  count(2);
  await vi.waitUntil(async () => (await read())['client'] === 2, 10_000);
});

test('a flush that fails loses nothing and counts nothing twice', async () => {
  const owner = new Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  await owner.query('BEGIN');
  await owner.query('LOCK TABLE hot.usage_hours');
  count(5);
  await database.hot.flushUsage();
  expect(database.hot.metrics().usage).toMatchObject({ failedFlushes: 1, waiting: 1 });
  count(2);
  await owner.query('ROLLBACK');
  await owner.end();
  await database.hot.flushUsage();
  expect(await read()).toEqual({ client: 7 });
});

test('rolling up moves whole days, keeps the sums, and may be repeated', async () => {
  const hot = new Client({ connectionString: urls.hotUrl });
  await hot.connect();
  for (const hour of ['2026-01-01T00:00:00Z', '2026-01-01T23:00:00Z', '2026-01-02T00:00:00Z']) {
    await hot.query(
      `INSERT INTO hot.usage_hours (project_id, hour, metric, client_id, count)
       VALUES ($1, $2, 'introspections', 'client', 10)`,
      [scope.projectId, hour],
    );
  }
  const range = { from: new Date('2026-01-01'), to: new Date('2026-01-03') };
  const byDay = async () => {
    const rows = await database.control.withProject(scope, (tx) => tx.usage(range));
    return rows.map(({ day, count: sum }) => [day, sum]);
  };
  const expected = [
    ['2026-01-01', 20],
    ['2026-01-02', 10],
  ];
  expect(await byDay()).toEqual(expected);
  expect(await database.hot.upkeep.rollUpUsage(new Date('2026-01-02T12:00:00Z'))).toBe(1);
  expect(await byDay()).toEqual(expected);
  expect(await database.hot.upkeep.rollUpUsage(new Date('2026-01-05'))).toBe(1);
  expect(await database.hot.upkeep.rollUpUsage(new Date('2026-01-05'))).toBe(0);
  expect(await byDay()).toEqual(expected);
  await hot.end();
});
