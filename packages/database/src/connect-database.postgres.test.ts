import { buildClientRow, createTestProject } from '@gatehouse/testkit';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { StoreUnavailable } from '@gatehouse/token-engine/ports';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { connectDatabase, type Database, type DatabaseOptions } from './connect-database.ts';

let urls: TestDatabase;
const opened: Database[] = [];

beforeAll(async () => {
  urls = await createTestDatabase();
});
afterEach(() => Promise.all(opened.splice(0).map((database) => database.close())));
afterAll(() => urls.drop());

async function connect(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  const database = await connectDatabase({ ...urls, ...options });
  opened.push(database);
  return database;
}

const query = {
  clientId: 'client',
  identityId: undefined,
  sessionId: undefined,
  grantId: undefined,
  token: { tokenId: new Uint8Array(24), bucket: 30_000 },
};

test('a server that is not there is a storage fault, and nothing stays open', async () => {
  const nowhere = 'postgres://gatehouse_hot@127.0.0.1:1/gatehouse';
  await expect(connect({ hotUrl: nowhere })).rejects.toBeInstanceOf(StoreUnavailable);
});

test('connections that PostgreSQL ends are storage faults at most, and everything works again', async () => {
  const database = await connect();
  const scope = await createTestProject(database.control);
  const { liveness } = database.hot.forProject(scope.projectId);
  await liveness.load(query);
  const cut = urls.cutConnections();
  const during = await Promise.allSettled([
    ...Array.from({ length: 50 }, () => liveness.load(query)),
    ...Array.from({ length: 20 }, () =>
      database.control.withProject(scope, (tx) => tx.clients.count()),
    ),
    cut,
  ]);
  for (const result of during) {
    if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StoreUnavailable);
  }
  await cut;
  // Connections that broke while idle are noticed by their first use, which may be one more fault each.
  await Promise.allSettled(Array.from({ length: 30 }, () => liveness.load(query)));
  await Promise.allSettled(
    Array.from({ length: 30 }, () =>
      database.control.withProject(scope, (tx) => tx.clients.count()),
    ),
  );
  expect((await liveness.load(query)).project?.isActive).toBe(true);
  expect(await database.control.withProject(scope, (tx) => tx.clients.count())).toBe(0);
});

test('a write that is cut off is never reported as done, and is either whole or not there', async () => {
  const database = await connect();
  const scope = await createTestProject(database.control);
  const work = database.control.withProject(scope, async (tx) => {
    await tx.clients.insert(buildClientRow('one'));
    expect(await urls.cutConnections('gatehouse_app')).toBeGreaterThan(0);
    await tx.clients.insert(buildClientRow('two'));
  });
  await expect(work).rejects.toBeInstanceOf(StoreUnavailable);
  expect(await database.control.withProject(scope, (tx) => tx.clients.count())).toBe(0);
});

test('a pool without a free connection is a storage fault, not a wait without end', async () => {
  const database = await connect({ connections: { app: 1 }, timeoutMilliseconds: 300 });
  const scope = await createTestProject(database.control);
  await database.control.withProject(scope, async () => {
    const second = database.control.withProject(scope, (tx) => tx.clients.count());
    await expect(second).rejects.toBeInstanceOf(StoreUnavailable);
  });
});

test('a statement that hangs is undone and becomes a storage fault', async () => {
  const database = await connect({ timeoutMilliseconds: 300 });
  const { projectId } = await createTestProject(database.control);
  const owner = new Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  await owner.query('BEGIN');
  await owner.query('LOCK TABLE hot.denylist');
  const { revocations, liveness } = database.hot.forProject(projectId);
  const token = {
    tokenId: new Uint8Array(24),
    bucket: Math.floor(database.clock.nowSeconds() / 86_400) + 1,
  };
  await expect(revocations.denylist(token)).rejects.toBeInstanceOf(StoreUnavailable);
  await owner.query('ROLLBACK');
  await owner.end();
  expect((await liveness.load({ ...query, token })).isDenylisted).toBe(false);
  await revocations.denylist(token);
  expect((await liveness.load({ ...query, token })).isDenylisted).toBe(true);
});

test('everything works without prepared statements, as an older PgBouncer wants it', async () => {
  const database = await connect({ usesPreparedStatements: false });
  const scope = await createTestProject(database.control);
  await database.control.withProject(scope, (tx) => tx.clients.insert(buildClientRow('client')));
  const { liveness, revocations } = database.hot.forProject(scope.projectId);
  await revocations.revokeClientTokens('client');
  const loaded = await Promise.all(Array.from({ length: 20 }, () => liveness.load(query)));
  expect(new Set(loaded.map(({ client }) => client?.epoch))).toEqual(new Set([2]));
});

test('the clock says what the database says', async () => {
  const database = await connect();
  const before = database.clock.nowMilliseconds();
  const client = new Client({ connectionString: urls.hotUrl });
  await client.connect();
  const { rows } = await client.query(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now',
  );
  await client.end();
  const after = database.clock.nowMilliseconds();
  expect(rows[0].now).toBeGreaterThan(before - 100);
  expect(rows[0].now).toBeLessThan(after + 100);
  expect(database.clock.nowSeconds()).toBe(Math.floor(database.clock.nowMilliseconds() / 1000));
});

test('a closed database refuses further work as a storage fault', async () => {
  const database = await connectDatabase(urls);
  const scope = await createTestProject(database.control);
  const { liveness } = database.hot.forProject(scope.projectId);
  await database.close();
  await expect(liveness.load(query)).rejects.toBeInstanceOf(StoreUnavailable);
  const work = database.control.withProject(scope, (tx) => tx.clients.count());
  await expect(work).rejects.toBeInstanceOf(StoreUnavailable);
});
