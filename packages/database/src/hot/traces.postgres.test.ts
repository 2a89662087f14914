import { createTestProject } from '@gatehouse/testkit';
import { buildTraceId } from '@gatehouse/testkit/isolation';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import type { Trace } from '@gatehouse/token-engine';
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
  database = await connectDatabase(urls);
  scope = await createTestProject(database.control);
});
afterEach(() => database.close());
afterAll(() => urls.drop());

const buildTrace = (change: Partial<Trace> = {}): Trace => ({
  traceId: buildTraceId(database.clock.nowMilliseconds()),
  endpoint: 'token',
  atMilliseconds: database.clock.nowMilliseconds(),
  clientId: 'client',
  grantType: 'client_credentials',
  outcome: 'fault',
  checks: [{ check: 'client_authentication', passed: false, expected: 'a', received: 'b' }],
  ...change,
});
const record = (trace: Trace) => database.hot.forProject(scope.projectId).traces.record(trace);
const find = (traceId: string) =>
  database.control.withProject(scope, (tx) => tx.traces.find(traceId));
const list = (filter: { clientId?: string; outcome?: string; before?: Date } = {}) =>
  database.control.withProject(scope, (tx) => tx.traces.list({ limit: 10_000, ...filter }));

test('a recorded trace is found by its id and by its client and outcome, newest first', async () => {
  const at = database.clock.nowMilliseconds();
  const [older, newer] = [at - 2_000, at - 1_000].map((atMilliseconds) =>
    buildTrace({ traceId: buildTraceId(atMilliseconds), atMilliseconds }),
  );
  if (!older || !newer) throw new Error('no traces');
  record(older);
  record(newer);
  record(buildTrace({ clientId: 'other' }));
  await vi.waitUntil(async () => (await list()).length === 3);
  expect(await find(newer.traceId)).toEqual({
    traceId: newer.traceId,
    at: new Date(newer.atMilliseconds),
    endpoint: 'token',
    clientId: 'client',
    outcome: 'fault',
    trace: { grantType: 'client_credentials', checks: newer.checks },
  });
  const ids = (await list({ clientId: 'client', outcome: 'fault' })).map(({ traceId }) => traceId);
  expect(ids).toEqual([newer.traceId, older.traceId]);
  expect(await list({ clientId: 'client', before: new Date(newer.atMilliseconds) })).toHaveLength(
    1,
  );
  expect(await list({ outcome: 'succeeded' })).toEqual([]);
  expect(await find('no uuid')).toBeUndefined();
});

test('what a client sent is kept within bounds and as text that can be stored', async () => {
  const received = `\0\uD800${'x'.repeat(100_000)}`;
  const checks = [{ check: 'requested_scope', passed: false, received }];
  const trace = buildTrace({ clientId: 'nul\0byte', checks });
  record(trace);
  await vi.waitUntil(() => find(trace.traceId));
  const stored = await find(trace.traceId);
  expect(stored?.clientId).toBe('nul\uFFFDbyte');
  expect(JSON.stringify(stored).length).toBeLessThan(2_000);
});

test('every refusal is kept; of successes so many a second that nobody drowns in them', async () => {
  const atMilliseconds = database.clock.nowMilliseconds();
  for (let index = 0; index < 60; index += 1) {
    record(buildTrace({ outcome: 'succeeded', atMilliseconds }));
    record(buildTrace({ outcome: 'fault', atMilliseconds }));
  }
  await vi.waitUntil(async () => (await list({ outcome: 'fault' })).length === 60);
  expect(await list({ outcome: 'succeeded' })).toHaveLength(10);
  expect(database.hot.metrics().traces).toEqual({ dropped: 0, sampledOut: 50 });
});

test('while the store is stuck, traces are dropped and counted, and nobody waits', async () => {
  const owner = new Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  await owner.query('BEGIN');
  await owner.query('LOCK TABLE hot.traces');
  for (let index = 0; index < 6_000; index += 1) record(buildTrace());
  await vi.waitUntil(() => database.hot.metrics().traces.dropped > 0);
  await owner.query('ROLLBACK');
  await owner.end();
  const { dropped } = database.hot.metrics().traces;
  await vi.waitUntil(async () => (await list()).length === 6_000 - dropped, 20_000);
});

test('a trace whose id names no day is dropped and counted', () => {
  record(buildTrace({ traceId: 'f47ac10b-58cc-4372-a567-0e02b2c3d479' }));
  expect(database.hot.metrics().traces.dropped).toBe(1);
});

test('what waits is written when the database is closed', async () => {
  const trace = buildTrace();
  record(trace);
  await database.close();
  database = await connectDatabase(urls);
  expect(await find(trace.traceId)).toMatchObject({ traceId: trace.traceId });
});
