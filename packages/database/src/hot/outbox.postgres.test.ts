import { createTestProject } from '@gatehouse/testkit';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectDatabase, type Database } from '../connect-database.ts';
import type { ProjectScope } from '../transactions.ts';

let urls: TestDatabase;
let database: Database;
let scope: ProjectScope;

beforeAll(async () => {
  urls = await createTestDatabase();
  database = await connectDatabase(urls);
});
afterAll(async () => {
  await database.close();
  await urls.drop();
});
beforeEach(async () => {
  scope = await createTestProject(database.control);
  await database.hot.outbox.claim({ limit: 10_000, holdSeconds: 1e6, maxAttempts: 100 });
});

const add = (payload: Record<string, unknown> = {}, availableAt?: Date) =>
  database.control.withProject(scope, (tx) =>
    tx.addToOutbox({
      kind: 'mail',
      payload,
      ...(availableAt === undefined ? {} : { availableAt }),
    }),
  );
const claim = (holdSeconds = 60, maxAttempts = 5) =>
  database.hot.outbox.claim({ limit: 10, holdSeconds, maxAttempts });
const claimOne = async (holdSeconds?: number, maxAttempts?: number) => {
  const [row, ...others] = await claim(holdSeconds, maxAttempts);
  if (row === undefined || others.length > 0) throw new Error('There is not exactly one row due.');
  return row;
};
const failure = { error: 'the mail server is away', retryAfterSeconds: 0, maxAttempts: 3 };

test('a row is lent to one, and its job being done ends it and erases what it carried', async () => {
  await add({ code: 'sealed' });
  const row = await claimOne();
  expect(row).toMatchObject({
    projectId: scope.projectId,
    kind: 'mail',
    payload: { code: 'sealed' },
    attempt: 1,
  });
  expect(await claim()).toEqual([]);
  expect(await database.hot.outbox.find(row)).toEqual(row);
  expect(await database.hot.outbox.complete(row)).toBe(true);
  expect(await database.hot.outbox.complete(row)).toBe(false);
  expect(await database.hot.outbox.find(row)).toBeUndefined();
  expect(await claim()).toEqual([]);
});

test('relays that claim at once get different rows, and together all of them', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, index) => add({ index })));
  const claims = await Promise.all(Array.from({ length: 8 }, () => claim()));
  const ids = claims.flat().map(({ id }) => id);
  const rest = await claim();
  expect(new Set([...ids, ...rest.map(({ id }) => id)]).size).toBe(40);
  expect(ids.length + rest.length).toBe(40);
});

test('a row whose worker was killed is lent again, and buried when that goes on', async () => {
  await add();
  const attempts = [];
  for (let round = 0; round < 3; round += 1) attempts.push((await claimOne(-1, 3)).attempt);
  expect(attempts).toEqual([1, 2, 3]);
  expect(await claim(-1, 3)).toEqual([]);
  expect(await claim(-1, 100)).toEqual([]);
});

test('a job that failed is due again later, and dead after its last attempt', async () => {
  await add();
  const first = await claimOne();
  expect(await database.hot.outbox.fail(first, failure)).toBe('retried');
  const second = await claimOne();
  expect(second.attempt).toBe(2);
  const later = { ...failure, retryAfterSeconds: 3_600 };
  expect(await database.hot.outbox.fail(second, later)).toBe('retried');
  expect(await claim()).toEqual([]);
  await add();
  const other = await claimOne();
  expect(await database.hot.outbox.fail(other, { ...failure, maxAttempts: 1 })).toBe('dead');
  expect(await claim()).toEqual([]);
  expect(await database.hot.outbox.find(other)).toBeUndefined();
});

test('a worker that comes late neither extends nor fails what another holds, but may complete it', async () => {
  await add();
  const late = await claimOne(-1);
  const current = await claimOne();
  expect(await database.hot.outbox.extend(late, 60)).toBe(false);
  expect(await database.hot.outbox.fail(late, failure)).toBe('not_current');
  expect(await database.hot.outbox.extend(current, 60)).toBe(true);
  expect(await database.hot.outbox.complete(late)).toBe(true);
  expect(await database.hot.outbox.fail(current, failure)).toBe('not_current');
});

test('a row is not due before its time', async () => {
  await add({}, new Date(Date.now() + 3_600_000));
  expect(await claim()).toEqual([]);
  await add({}, new Date(Date.now() - 1_000));
  expect(await claim()).toHaveLength(1);
});

test('a transaction that fails leaves nothing to be done', async () => {
  const work = database.control.withProject(scope, async (tx) => {
    await tx.addToOutbox({ kind: 'mail', payload: {} });
    throw new Error('changed my mind');
  });
  await expect(work).rejects.toThrow('changed my mind');
  expect(await claim()).toEqual([]);
});

test('rows that are done or dead are forgotten after a while, and no others', async () => {
  await add();
  await add();
  const [done, open] = await claim();
  if (!done || !open) throw new Error('no rows');
  await database.hot.outbox.complete(done);
  const soon = new Date(Date.now() + 60_000);
  expect(await database.hot.outbox.deleteSettled(new Date(0), 100)).toBe(0);
  expect(await database.hot.outbox.deleteSettled(soon, 100)).toBeGreaterThanOrEqual(1);
  expect(await database.hot.outbox.deleteSettled(soon, 100)).toBe(0);
  expect(await database.hot.outbox.find(open)).toMatchObject({ id: open.id });
});
