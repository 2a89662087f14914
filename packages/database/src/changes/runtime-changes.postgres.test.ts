import type { ProjectId } from '@gatehouse/protocol';
import { buildClientRow, createProjectId, createTestProject } from '@gatehouse/testkit';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import { connectDatabase, type Database } from '../connect-database.ts';
import type { ProjectScope } from '../transactions.ts';

let urls: TestDatabase;
let writer: Database;
let reader: Database;
let scope: ProjectScope;
let heard: ProjectId[];

const connectReader = async (
  change: { directUrl?: string; changeCheckMilliseconds?: number } = {},
) => {
  reader = await connectDatabase({ ...urls, ...change });
  reader.changes.subscribe((projectId) => heard.push(projectId));
};

beforeAll(async () => {
  urls = await createTestDatabase();
});
beforeEach(async () => {
  heard = [];
  writer = await connectDatabase(urls);
  scope = await createTestProject(writer.control);
});
afterEach(() => Promise.all([writer.close(), reader.close()]));
afterAll(() => urls.drop());

const write = (clientId: string) =>
  writer.control.withProject(scope, (tx) => tx.clients.insert(buildClientRow(clientId)));
/** A busy machine takes its time to connect and to tell. */
const eventually = (check: () => boolean | Promise<boolean>) =>
  vi.waitUntil(check, { timeout: 15_000 });
const readVersion = () => writer.control.withProject(scope, (tx) => tx.runtimeVersion());

test('a change in one process is heard in another', async () => {
  await connectReader();
  await eventually(async () => {
    await write(`client-${heard.length}-${Math.random()}`);
    return heard.includes(scope.projectId);
  });
});

test('tokens of a client revoked on the token path are heard of, here at once', async () => {
  await connectReader();
  await write('client');
  heard = [];
  const revocation = reader.hot
    .forProject(scope.projectId)
    .revocations.revokeClientTokens('client');
  await revocation;
  expect(heard).toContain(scope.projectId);
});

test('what happened while the connection was away is found when it is back', async () => {
  await connectReader({ changeCheckMilliseconds: 3_600_000 });
  const other = { projectId: createProjectId(), version: 0 };
  const version = await readVersion();
  reader.changes.watch(() => [{ projectId: scope.projectId, version }, other]);
  await eventually(async () => {
    await write(`client-${Math.random()}`);
    return heard.includes(scope.projectId);
  });
  heard = [];
  expect(await urls.cutConnections('gatehouse_hot')).toBeGreaterThan(0);
  await eventually(() => heard.includes(scope.projectId));
  expect(heard).not.toContain(other.projectId);
});

test('without any notification a change is found within the time between two checks', async () => {
  await connectReader({
    directUrl: 'postgres://nobody@127.0.0.1:1/nothing',
    changeCheckMilliseconds: 50,
  });
  let version = await readVersion();
  const stop = reader.changes.watch(() => [{ projectId: scope.projectId, version }]);
  await write('client');
  await eventually(() => heard.includes(scope.projectId));
  version = await readVersion();
  stop();
  heard = [];
  await write('another');
  const checked = vi.waitUntil(() => heard.length > 0, 300);
  await expect(checked).rejects.toThrow();
});

test('a listener that fails neither fails the writer nor silences the others', async () => {
  await connectReader();
  const uncaught = vi.fn();
  // Those of the test runner would count it as a fault of the run.
  const others = process.rawListeners('uncaughtException');
  process.removeAllListeners('uncaughtException').once('uncaughtException', uncaught);
  onTestFinished(() => {
    for (const other of others) process.on('uncaughtException', (...fault) => other(...fault));
  });
  let hasFailed = false;
  const faulty = writer.changes.subscribe(() => {
    // The notification of PostgreSQL tells it again.
    if (hasFailed) return;
    hasFailed = true;
    throw new Error('a bug');
  });
  const second = vi.fn();
  writer.changes.subscribe(second);
  await expect(write('client')).resolves.toMatchObject({ clientId: 'client' });
  faulty();
  expect(second).toHaveBeenCalledWith(scope.projectId);
  await eventually(() => uncaught.mock.calls.length > 0);
});
