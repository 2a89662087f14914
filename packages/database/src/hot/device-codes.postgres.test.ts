import { randomBytes } from 'node:crypto';
import { createTestProject } from '@gatehouse/testkit';
import { createTestDatabase } from '@gatehouse/testkit/postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectDatabase, type Database } from '../connect-database.ts';

let database: Database;
let drop: () => Promise<void>;
beforeAll(async () => {
  const urls = await createTestDatabase();
  drop = () => urls.drop();
  database = await connectDatabase(urls);
});
afterAll(async () => {
  await database.close();
  await drop();
});

function countStatements(): number {
  const polls = database.hot.metrics().batches.find(({ name }) => name === 'device code polls');
  return polls?.batches ?? 0;
}

test('a code of a day that can hold none is asked of nobody: made-up days make no statements', async () => {
  const { projectId } = await createTestProject(database.control);
  const { deviceCodes } = database.hot.forProject(projectId);
  const today = Math.floor(database.clock.nowSeconds() / 86_400);
  const poll = (bucket: number) => deviceCodes.poll({ hash: randomBytes(32), bucket }, 'a client');
  for (const bucket of [0, today - 2, today + 2, 100_000]) {
    expect(await poll(bucket)).toBeUndefined();
  }
  expect(countStatements()).toBe(0);
  expect(await poll(today)).toBeUndefined();
  expect(countStatements()).toBe(1);
});
