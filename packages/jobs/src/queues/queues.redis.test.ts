// Jobs by way of Redis, and what becomes of them when Redis is killed, emptied, silent or full.

import { createProject } from '@gatehouse/administration';
import { type JobKind, jobKinds } from '@gatehouse/protocol';
import { closeRedis, openRedis } from '@gatehouse/redis';
import { createLogger } from '@gatehouse/runtime';
import { startTestRedis } from '@gatehouse/testkit/redis';
import { startTestTenants } from '@gatehouse/testkit/tenants';
import { Client } from 'pg';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { buildJobContext } from '../../test/job-context.ts';
import { createLocalCarrier } from '../carrier.ts';
import { done, type JobHandler } from '../job.ts';
import { type JobTable, jobTable } from '../job-table.ts';
import { startRelay } from '../relay.ts';
import type { JobRunner } from '../run-job.ts';
import { describeQueues } from './describe-queues.ts';
import { createQueueCarrier } from './queue-carrier.ts';
import { startQueueWorkers, workQueuedJob } from './queue-workers.ts';

vi.setConfig({ testTimeout: 60_000 });
const redis = await startTestRedis();
const tenants = await startTestTenants();
const { workspaceId, by } = await tenants.createWorkspace();
const { outbox } = tenants.database.hot;
const log: string[] = [];
const destination = { write: (line: string) => void log.push(line) };
const logger = createLogger({ name: 'test', level: 'info', destination });
const kind: JobKind = jobKinds.removeExchangedApiKey;
const hot = new Client({ connectionString: tenants.urls.hotUrl });
await hot.connect();
const { projectId } = await createProject(
  tenants,
  { workspaceId, name: 'Shop', environment: 'dev' },
  by,
);
const scope = { projectId, workspaceId };
const holdSeconds = 2;

const eventually = (check: () => unknown) => vi.waitFor(check, { timeout: 40_000, interval: 50 });

/** What was begun, by the job's number. */
let begun: number[] = [];
let handle: (number: number) => Promise<void> = async () => {};
const handler: JobHandler = async (_context, job) => {
  const number = Number(job.payload['number']);
  begun.push(number);
  await handle(number);
  return done;
};
const table: JobTable = {
  ...jobTable,
  [kind]: { handle: handler, retrySeconds: undefined, queue: 'work' },
};
const context = buildJobContext(tenants);
const runner: JobRunner = { outbox, context, table, logger, holdSeconds };

/** One process: a relay that hands over, and workers. */
function startProcess(options: { readonly withWorkers?: boolean; backlog?: number } = {}) {
  const { withWorkers = true, backlog = 50 } = options;
  const connection = openRedis({ url: redis.url, logger });
  const local = createLocalCarrier(runner, 4);
  const carrier = createQueueCarrier({ runner, redis: connection, local, backlog });
  const relay = startRelay({ outbox, logger, carrier, holdSeconds, pollMilliseconds: 20 });
  const workers = withWorkers
    ? startQueueWorkers(runner, { url: redis.url, logger }, 4)
    : undefined;
  running.push(async () => {
    await relay.stop();
    await workers?.stop();
    closeRedis(connection);
  });
  return { connection, metrics: describeQueues(carrier) };
}

const running: (() => Promise<void>)[] = [];
const stopAll = async () => {
  for (const stop of running.splice(0).toReversed()) await stop();
};

const add = (count: number, from = 0) =>
  tenants.store.withProject(scope, async (tx) => {
    for (let number = from; number < from + count; number += 1) {
      await tx.addToOutbox({ kind, payload: { number, name: 'ann@example.com' } });
    }
  });

async function open(): Promise<number> {
  const { rows } = await hot.query<{ count: number }>(
    'SELECT count(*)::int FROM hot.outbox WHERE kind = $1 AND done_at IS NULL',
    [kind],
  );
  return rows[0]?.count ?? 0;
}

const allDone = () => eventually(async () => expect(await open()).toBe(0));
const sorted = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

beforeEach(async () => {
  await hot.query('DELETE FROM hot.outbox WHERE kind = $1', [kind]);
  begun = [];
  handle = async () => {};
});
afterEach(stopAll);
afterAll(async () => {
  await stopAll();
  await redis.stop();
  await hot.end();
  await tenants.stop();
});

test('every job is done once, by workers of several processes', async () => {
  startProcess();
  startProcess();
  await add(100);
  await allDone();
  expect(sorted(begun)).toEqual(range(100));
});

test('Redis holds ids of rows and projects, and nothing of what they say', async () => {
  const { connection } = startProcess({ withWorkers: false });
  await add(5);
  await eventually(async () => {
    expect(await connection.llen('gatehouse:work:wait')).toBe(5);
  });
  const keys = await connection.keys('*');
  const hashes = keys.filter((key) => /:[0-9a-f-]{36}-\d+$/.test(key));
  expect(hashes).toHaveLength(5);
  for (const key of hashes) {
    const { data = '' } = await connection.hgetall(key);
    expect(Object.keys(JSON.parse(data))).toEqual(['projectId', 'id', 'attempt']);
  }
  expect(begun).toEqual([]);
  startProcess();
  await allDone();
});

test('its metrics say how much stands in each queue, and while Redis is away that it is not used', async () => {
  const { metrics, connection } = startProcess({ withWorkers: false });
  await eventually(() => expect(connection.status).toBe('ready'));
  await add(7);
  const read = async () => (await metrics()).map(({ points }) => points);
  const length = (queue: string, state: string, value: number) => ({
    labels: { queue, state },
    value,
  });
  await eventually(async () =>
    expect(await read()).toEqual([
      [{ value: 1 }],
      [
        length('mail', 'waiting', 0),
        length('mail', 'active', 0),
        length('work', 'waiting', 7),
        length('work', 'active', 0),
        length('webhooks', 'waiting', 0),
        length('webhooks', 'active', 0),
      ],
    ]),
  );
  await redis.kill();
  await eventually(async () => expect(await read()).toEqual([[{ value: 0 }], []]));
  await redis.start();
  startProcess();
  await allDone();
});

test('the backlog stays in PostgreSQL: no more than its share is handed over', async () => {
  const { connection } = startProcess({ withWorkers: false, backlog: 10 });
  await add(40);
  await eventually(async () => {
    expect(await connection.llen('gatehouse:work:wait')).toBe(10);
  });
  startProcess();
  await allDone();
  expect(sorted(begun)).toEqual(range(40));
});

test('what waits in a queue for longer than a claim lasts is not handed over again', async () => {
  startProcess({ withWorkers: false });
  await add(3);
  const isHeld = `extract(epoch FROM claimed_until - created_at) > ${holdSeconds * 3} AS "isHeld"`;
  await eventually(async () => {
    const sql = `SELECT attempts, ${isHeld} FROM hot.outbox WHERE kind = $1`;
    const { rows } = await hot.query(sql, [kind]);
    expect(rows).toEqual(Array(3).fill({ attempts: 1, isHeld: true }));
  });
  startProcess();
  await allDone();
});

test('a claim that is out of date is not worked, however often a queue says so', async () => {
  await add(1);
  const [first] = await outbox.claim({ limit: 1, holdSeconds: 0, maxAttempts: 15 });
  const [second] = await outbox.claim({ limit: 1, holdSeconds: 0, maxAttempts: 15 });
  expect(await workQueuedJob(runner, first)).toBe(false);
  expect(await workQueuedJob(runner, second)).toBe(true);
  expect(await workQueuedJob(runner, second)).toBe(false);
  expect(await workQueuedJob(runner, { id: 'x' })).toBe(false);
  expect(begun).toEqual([0]);
});

describe('faults of Redis', () => {
  test('F10: killed and back empty: the backlog is worked off, nothing is done twice', async () => {
    startProcess();
    startProcess();
    handle = async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await add(200);
    await eventually(() => expect(begun.length).toBeGreaterThan(20));
    await redis.kill();
    await add(50, 200);
    await redis.start();
    await add(50, 250);
    await allDone();
    expect(sorted(begun)).toEqual(range(300));
  });

  test('emptied while it runs: what it forgot comes back, nothing is done twice', async () => {
    startProcess();
    handle = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
    };
    await add(80);
    await eventually(() => expect(begun.length).toBeGreaterThan(5));
    await redis.command('FLUSHALL');
    await allDone();
    expect(sorted(begun)).toEqual(range(80));
  });

  test('F11: silent for two seconds: jobs are done meanwhile, none twice', async () => {
    startProcess();
    await add(20);
    await allDone();
    redis.suspend();
    const silentSince = performance.now();
    await add(20, 20);
    const resumed = new Promise((resolve) => setTimeout(resolve, 2_000)).then(redis.resume);
    await eventually(() => expect(begun.length).toBeGreaterThan(20));
    const waited = performance.now() - silentSince;
    await resumed;
    await allDone();
    expect(waited).toBeLessThan(holdSeconds * 1000 + 3_000);
    expect(sorted(begun)).toEqual(range(40));
  });

  test('F12: full: jobs are done all the same, none twice', async () => {
    startProcess();
    await redis.command('CONFIG', 'SET', 'maxmemory', '1', 'maxmemory-policy', 'noeviction');
    await add(30);
    await allDone();
    await redis.command('CONFIG', 'SET', 'maxmemory', '0');
    expect(sorted(begun)).toEqual(range(30));
  });

  test('F10: a Redis that is not there at the start is done without, and used when it comes', async () => {
    await redis.kill();
    const { connection } = startProcess();
    await add(10);
    await allDone();
    await redis.start();
    await eventually(() => expect(connection.status).toBe('ready'));
    await add(10, 10);
    await allDone();
    expect(sorted(begun)).toEqual(range(20));
  });

  test('stopping waits for the job that runs, and not for a Redis that is away', async () => {
    startProcess();
    const { promise: held, resolve: finish } = Promise.withResolvers<void>();
    handle = () => held;
    await add(1);
    await eventually(() => expect(begun).toEqual([0]));
    await redis.kill();
    const stoppedSince = performance.now();
    const stopped = stopAll();
    finish();
    await stopped;
    expect(performance.now() - stoppedSince).toBeLessThan(5_000);
    expect(await open()).toBe(0);
    await redis.start();
  });

  test('each outage is one line of the log, without an address', async () => {
    const lines = log.filter((line) => line.includes('Redis does not answer'));
    expect(lines.length).toBeGreaterThan(0);
    expect(log.join('')).not.toContain(new URL(redis.url).port);
  });
});
