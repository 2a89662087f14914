import { createProject } from '@gatehouse/administration';
import type { ProjectScope } from '@gatehouse/database';
import { type JobKind, jobKinds } from '@gatehouse/protocol';
import { createLogger } from '@gatehouse/runtime';
import { startTestTenants } from '@gatehouse/testkit/tenants';
import { Client } from 'pg';
import { afterAll, beforeEach, expect, test, vi } from 'vitest';
import { buildJobContext } from '../test/job-context.ts';
import { createLocalCarrier } from './carrier.ts';
import { done, type JobHandler } from './job.ts';
import { type JobTable, jobTable } from './job-table.ts';
import { startRelay } from './relay.ts';
import { defaultHoldSeconds as holdSeconds, retryDelaySeconds } from './run-job.ts';
import { startJobs } from './start-jobs.ts';

const tenants = await startTestTenants();
const { workspaceId, by } = await tenants.createWorkspace();
const { outbox } = tenants.database.hot;
const logger = createLogger({ name: 'test', level: 'silent' });
const kind: JobKind = jobKinds.removeExchangedApiKey;
const hot = new Client({ connectionString: tenants.urls.hotUrl });
await hot.connect();

const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000 });

const scope = await newProject();

async function newProject(): Promise<ProjectScope> {
  const project = { workspaceId, name: 'Shop', environment: 'dev' } as const;
  const { projectId } = await createProject(tenants, project, by);
  return { projectId, workspaceId };
}

function relayWith(handle: JobHandler, retrySeconds?: number) {
  const table: JobTable = { ...jobTable, [kind]: { handle, retrySeconds, queue: 'work' } };
  const context = buildJobContext(tenants);
  const runner = { outbox, context, table, logger, holdSeconds };
  const carrier = createLocalCarrier(runner, 3);
  return startRelay({ outbox, logger, carrier, holdSeconds, pollMilliseconds: 10 });
}

const add = (job: { kind?: string; payload?: Record<string, unknown>; availableAt?: Date } = {}) =>
  tenants.store.withProject(scope, (tx) => tx.addToOutbox({ kind, payload: {}, ...job }));

async function rows() {
  const sql = `SELECT kind, payload, attempts, last_error, done_at, dead_at, claimed_until,
      extract(epoch FROM available_at - created_at)::float8 AS "movedSeconds"
    FROM hot.outbox WHERE kind <> $1 ORDER BY created_at, id`;
  return (await hot.query(sql, [jobKinds.rotateSigningKeys])).rows;
}

beforeEach(async () => {
  await hot.query('DELETE FROM hot.outbox WHERE kind <> $1', [jobKinds.rotateSigningKeys]);
});

afterAll(async () => {
  await hot.end();
  await tenants.stop();
});

test('a row is done when its job is done, and its payload is gone then', async () => {
  const seen: unknown[] = [];
  const { promise: held, resolve: finish } = Promise.withResolvers<void>();
  await add({ payload: { mail: 1 } });
  const relay = relayWith(async (_context, job) => {
    seen.push(job.payload);
    await held;
    return done;
  });
  await eventually(() => expect(seen).toEqual([{ mail: 1 }]));
  expect((await rows())[0]).toMatchObject({ done_at: null, payload: { mail: 1 } });
  finish();
  await relay.stop();
  expect((await rows())[0]).toMatchObject({ done_at: expect.any(Date), payload: {} });
});

test('stopping waits for the job that runs, and begins no other', async () => {
  const { promise: held, resolve: finish } = Promise.withResolvers<void>();
  const seen: string[] = [];
  await add();
  const relay = relayWith(async (_context, job) => {
    seen.push(job.id);
    await held;
    return done;
  });
  await eventually(() => expect(seen).toHaveLength(1));
  let hasStopped = false;
  const stopped = relay.stop().then(() => {
    hasStopped = true;
  });
  await add();
  expect(hasStopped).toBe(false);
  finish();
  await stopped;
  expect(seen).toHaveLength(1);
  expect((await rows()).filter((row) => row.done_at === null)).toHaveLength(1);
});

test('every row goes to one of several relays', async () => {
  const seen: string[] = [];
  for (let count = 0; count < 30; count += 1) await add();
  const handle: JobHandler = async (_context, job) => {
    seen.push(job.id);
    return done;
  };
  const relays = [relayWith(handle), relayWith(handle), relayWith(handle)];
  await eventually(() => expect(seen.length).toBeGreaterThanOrEqual(30));
  await Promise.all(relays.map((relay) => relay.stop()));
  expect(seen).toHaveLength(30);
  expect(new Set(seen).size).toBe(30);
});

test('a slow job holds up no other', async () => {
  const { promise: held, resolve: finish } = Promise.withResolvers<void>();
  const seen: unknown[] = [];
  await add({ payload: { slow: true } });
  for (let count = 0; count < 10; count += 1) await add();
  const relay = relayWith(async (_context, job) => {
    if (job.payload['slow'] === true) await held;
    else seen.push(job.id);
    return done;
  });
  await eventually(() => expect(seen).toHaveLength(10));
  finish();
  await relay.stop();
});

test('a job that fails comes back later, its error is kept, and others go on', async () => {
  await add({ payload: { bad: true } });
  await add();
  const relay = relayWith(async (_context, job) => {
    if (job.payload['bad'] === true) throw new Error('The mail server said no.');
    return done;
  });
  await eventually(async () => {
    const [bad, good] = await rows();
    expect(good).toMatchObject({ done_at: expect.any(Date) });
    expect(bad.last_error).toContain('The mail server said no.');
  });
  await relay.stop();
  const [bad] = await rows();
  expect(bad).toMatchObject({ done_at: null, dead_at: null, claimed_until: null });
  expect(bad.movedSeconds).toBeGreaterThanOrEqual(retryDelaySeconds(1));
});

test('a job is buried after its last attempt', async () => {
  await add();
  await hot.query('UPDATE hot.outbox SET attempts = 14 WHERE kind = $1', [kind]);
  const relay = relayWith(() => Promise.reject(new Error('Never.')));
  await eventually(async () => expect((await rows())[0].dead_at).not.toBeNull());
  await relay.stop();
});

test('a recurring job keeps its one row: due again when it says, and after a failure too', async () => {
  await add();
  const seen: string[] = [];
  const relay = relayWith(async (_context, job) => {
    seen.push(job.id);
    if (seen.length === 1) return { kind: 'again', afterSeconds: 0 };
    throw new Error('This time not.');
  }, 600);
  await eventually(async () => {
    expect((await rows())[0].last_error).toContain('This time not.');
  });
  await relay.stop();
  expect(new Set(seen).size).toBe(1);
  const [row, ...others] = await rows();
  expect(others).toEqual([]);
  expect(row).toMatchObject({ attempts: 0, done_at: null, dead_at: null });
  expect(row.movedSeconds).toBeGreaterThan(500);
});

test('a kind that this release does not know is left for one that does', async () => {
  await add({ kind: 'newer.kind' });
  const relay = relayWith(async () => done);
  await eventually(async () => {
    expect((await rows())[0].last_error).toContain('No handler for the kind "newer.kind"');
  });
  await relay.stop();
  expect((await rows())[0]).toMatchObject({ done_at: null, dead_at: null });
});

test('what is due later is not done now', async () => {
  await add({ availableAt: new Date(Date.now() + 3_600_000) });
  await add();
  const seen: string[] = [];
  const relay = relayWith(async (_context, job) => {
    seen.push(job.id);
    return done;
  });
  await eventually(async () => {
    expect((await rows()).filter((row) => row.done_at !== null)).toHaveLength(1);
  });
  await relay.stop();
  expect(seen).toHaveLength(1);
});

test('started as a whole, the jobs rotate keys of every project and do the upkeep', async () => {
  await hot.query(
    `INSERT INTO hot.usage_hours (project_id, hour, metric, client_id, count)
     VALUES ($1, '2026-01-01T10:00:00Z', 'introspections', 'a', 2), ($1, '2026-01-01T11:00:00Z', 'introspections', 'a', 3)`,
    [scope.projectId],
  );
  await hot.query('UPDATE hot.outbox SET available_at = now() WHERE kind = $1', [
    jobKinds.rotateSigningKeys,
  ]);
  const options = { ...buildJobContext(tenants), database: tenants.database, logger };
  const jobs = startJobs({ ...options, pollMilliseconds: 10 });
  await eventually(async () => {
    const { rows: rotation } = await hot.query(
      'SELECT extract(epoch FROM available_at - now())::float8 AS wait, done_at FROM hot.outbox WHERE kind = $1',
      [jobKinds.rotateSigningKeys],
    );
    for (const row of rotation) {
      expect(row.wait).toBeGreaterThan(80_000);
      expect(row.done_at).toBeNull();
    }
    const { rows: days } = await hot.query('SELECT count::int FROM hot.usage_days');
    expect(days).toEqual([{ count: 5 }]);
  });
  await jobs.stop();
  const { rows: hours } = await hot.query(
    "SELECT 1 FROM hot.usage_hours WHERE hour < now() - interval '1 day'",
  );
  expect(hours).toEqual([]);
});
