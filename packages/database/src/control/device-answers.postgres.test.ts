// A yes and a no to one device at the same moment, on real locks.

import { createTenantIds, seedTenant } from '@gatehouse/testkit/isolation';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthorizationStore } from '../authorization-store.ts';
import { connectDatabase, type Database } from '../connect-database.ts';

let urls: TestDatabase;
let database: Database;
let watcher: pg.Client;

beforeAll(async () => {
  urls = await createTestDatabase();
  database = await connectDatabase(urls);
  watcher = new pg.Client({ connectionString: urls.ownerUrl });
  await watcher.connect();
});
afterAll(async () => {
  await watcher?.end();
  await database?.close();
  await urls?.drop();
});

async function countWaiting(): Promise<number> {
  const { rows } = await watcher.query(
    `SELECT count(DISTINCT pid)::int AS waiting FROM pg_locks
     WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())`,
  );
  return rows[0]?.waiting;
}

test('a yes and a no to one device wait for each other in one order: the first is the answer, none is lost', async () => {
  const shared = createTenantIds(database, 'shared');
  const { scope, own } = await seedTenant(database, urls.hotUrl, { mark: 'mark', shared });
  const answers = createAuthorizationStore(database.control, scope);
  const from = {
    requestId: own.requestId,
    stage: 'login',
    secretHash: own.requestSecretHash,
  } as const;
  const device = { hash: own.deviceCode.codeHash, bucket: own.deviceCode.bucket };
  const grant = { ...own.code.grant, grantId: shared.grantId };
  let both: Promise<unknown> | undefined;
  const held = database.control.withProject(scope, async (tx) => {
    await tx.authorizations.advance(from, { ...from, login: undefined, consent: undefined });
    const no = answers.end(from, device);
    await expect.poll(countWaiting).toBe(1);
    const yes = answers.approveDevice({ from, device, grant, remember: undefined });
    both = Promise.allSettled([no, yes]);
    await expect.poll(countWaiting).toBe(2);
    throw new Error('lets both go on');
  });
  await expect(held).rejects.toThrow('lets both go on');
  expect(await both).toEqual([
    { status: 'fulfilled', value: true },
    { status: 'fulfilled', value: 'device_code_closed' },
  ]);
});
