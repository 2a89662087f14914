// The storage through a real PgBouncer in transaction mode, where two transactions of a connection reach two
// sessions of PostgreSQL, and one session serves whoever comes next.

import { parseProjectId } from '@gatehouse/protocol';
import { buildClientRow, createTestProject } from '@gatehouse/testkit';
import {
  type ControlFixture,
  createPostgresHotFixture,
  describeClientRowsContract,
  describeIssuanceStoreContract,
  describeLivenessContract,
  describeProjectContract,
  describeRefreshRotationContract,
  describeRevocationsContract,
  describeWorkspaceContract,
} from '@gatehouse/testkit/contracts';
import { createTenantIds, seedTenant } from '@gatehouse/testkit/isolation';
import { startTestPgbouncer, type TestPgbouncer } from '@gatehouse/testkit/pgbouncer';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connectDatabase, type Database } from './connect-database.ts';
import { TenantGone } from './scope/tenant-gone.ts';
import type { ProjectScope } from './transactions.ts';

let urls: TestDatabase;
let pgbouncer: TestPgbouncer;
let database: Database;

const connectThrough = (direct: TestDatabase, proxy: TestPgbouncer) =>
  connectDatabase({
    appUrl: proxy.through(direct.appUrl),
    hotUrl: proxy.through(direct.hotUrl),
    directUrl: direct.hotUrl,
    usesPreparedStatements: false,
    // So long that only notifications can be what is heard.
    changeCheckMilliseconds: 3_600_000,
  });

const startFor = ({ appUrl, hotUrl }: TestDatabase, poolSize: number) =>
  startTestPgbouncer({ urls: [appUrl, hotUrl], poolSize });

beforeAll(async () => {
  urls = await createTestDatabase();
  pgbouncer = await startFor(urls, 1);
  database = await connectThrough(urls, pgbouncer);
});
afterAll(async () => {
  await database?.close();
  await pgbouncer?.stop();
  await urls?.drop();
});

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

const queryThrough = (role: 'appUrl' | 'hotUrl', text: string) =>
  query(pgbouncer.through(urls[role]), text);

/** What PostgreSQL says of a session, told by the owner of nothing. */
const sessionsOf = async (role: string) => {
  const text = `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND usename = '${role}'`;
  return (await query(urls.ownerUrl, text)).map(({ pid }) => pid);
};

async function createProjects(count: number): Promise<ProjectScope[]> {
  const scopes: ProjectScope[] = [];
  for (let index = 0; index < count; index += 1) {
    const scope = await createTestProject(database.control);
    await database.control.withProject(scope, (tx) =>
      tx.clients.insert(buildClientRow(`of-${scope.projectId}`)),
    );
    scopes.push(scope);
  }
  return scopes;
}

/** The session that was used last, or the one in its place, holds nothing of a project, and shows nothing. */
async function lookBehind(): Promise<void> {
  const rows = await queryThrough(
    'appUrl',
    `SELECT pg_backend_pid() AS pid, coalesce(current_setting('app.project_id', true), '') AS project,
      coalesce(current_setting('app.workspace_id', true), '') AS workspace, coalesce(current_setting('app.member_id', true), '') AS member`,
  );
  expect(rows).toEqual([
    { pid: (await sessionsOf('gatehouse_app'))[0], project: '', workspace: '', member: '' },
  ]);
  await expect(queryThrough('appUrl', 'SELECT * FROM clients')).rejects.toMatchObject({
    // No setting of that name yet, or an empty one: neither is a project.
    code: expect.stringMatching(/^(?:42704|22P02)$/),
  });
}

test('projects that share one session of PostgreSQL in turn never see each other', async () => {
  const scopes = await createProjects(3);
  const turns = Array.from({ length: 24 }, (_, turn) => scopes[turn % scopes.length]);
  const seen = await Promise.all(
    turns.map(async (scope) => {
      if (scope === undefined) throw new Error('There are projects.');
      const foreign = scopes.filter((other) => other !== scope);
      return database.control.withProject(scope, async (tx) => ({
        own: (await tx.clients.find(`of-${scope.projectId}`)) !== undefined,
        others: await Promise.all(
          foreign.map(async ({ projectId }) => await tx.clients.find(`of-${projectId}`)),
        ),
      }));
    }),
  );
  for (const { own, others } of seen) {
    expect(own).toBe(true);
    expect(others).toEqual([undefined, undefined]);
  }
  expect(await sessionsOf('gatehouse_app')).toHaveLength(1);
});

test('nothing of a project is left on the session for whoever comes next, after a commit and after a fault', async () => {
  const [scope] = await createProjects(1);
  if (scope === undefined) throw new Error('There is a project.');
  await database.control.withProject(scope, (tx) => tx.clients.count());
  await lookBehind();
  const fault = new Error('the work went wrong');
  const work = database.control.withProject(scope, async (tx) => {
    await tx.clients.insert(buildClientRow('undone'));
    throw fault;
  });
  await expect(work).rejects.toBe(fault);
  await lookBehind();
  expect(await database.control.withProject(scope, (tx) => tx.clients.count())).toBe(1);
});

test('transactions that are sent in one go stay apart on one session, and a fault leaves nothing on it', async () => {
  const shared = createTenantIds(database, 'shared');
  const seed = (mark: string) => seedTenant(database, urls.hotUrl, { mark, shared });
  const tenants = [await seed('mark-of-a'), await seed('mark-of-b')];
  const turns = Array.from({ length: 24 }, (_, turn) => tenants[turn % tenants.length]);
  await Promise.all(
    turns.map(async (tenant) => {
      if (tenant === undefined) throw new Error('There are two tenants.');
      const statements = database.control.statementsOf(tenant.scope.projectId);
      const other = tenants.find((each) => each !== tenant);
      const find = async (ids = tenant.own) => [
        (await statements.findSession(ids.sessionTokenHash))?.session.sessionId,
        (await statements.findAuthorization(ids.requestId))?.requestId,
      ];
      expect(await find()).toEqual([tenant.own.sessionId, tenant.own.requestId]);
      expect(await find(other?.own)).toEqual([undefined, undefined]);
    }),
  );
  await lookBehind();
  const [tenant] = tenants;
  if (tenant === undefined) throw new Error('There are two tenants.');
  const pending = await database.control
    .statementsOf(tenant.scope.projectId)
    .findAuthorization(tenant.own.requestId);
  if (pending === undefined) throw new Error('The seeded request is there.');
  const gone = parseProjectId(crypto.randomUUID());
  if (gone === undefined) throw new Error('A project id is a UUID.');
  const nobody = database.control.statementsOf(gone);
  await expect(nobody.addAuthorization(pending)).rejects.toBeInstanceOf(TenantGone);
  await lookBehind();
});

test('the token path serves more callers than it has sessions, and a revocation holds at once', async () => {
  const [scope] = await createProjects(1);
  if (scope === undefined) throw new Error('There is a project.');
  const clientId = `of-${scope.projectId}`;
  const { liveness, revocations } = database.hot.forProject(scope.projectId);
  const load = () =>
    liveness.load({
      clientId,
      identityId: undefined,
      sessionId: undefined,
      grantId: undefined,
      token: { tokenId: new Uint8Array(24), bucket: 30_000 },
    });
  const before = await Promise.all(Array.from({ length: 100 }, load));
  expect(new Set(before.map(({ client }) => client?.epoch))).toEqual(new Set([1]));
  await revocations.revokeClientTokens(clientId);
  const after = await Promise.all(Array.from({ length: 100 }, load));
  expect(new Set(after.map(({ client }) => client?.epoch))).toEqual(new Set([2]));
});

test('the statements of the token path end by themselves on a session that nobody has prepared', async () => {
  const fresh = await startFor(urls, 1);
  try {
    const rows = await query(fresh.through(urls.hotUrl), 'SHOW statement_timeout');
    expect(rows).toEqual([{ statement_timeout: '5s' }]);
  } finally {
    await fresh.stop();
  }
});

test('a change is heard of by the connection that goes past the pooler', async () => {
  const [scope] = await createProjects(1);
  if (scope === undefined) throw new Error('There is a project.');
  const listener = await connectThrough(urls, pgbouncer);
  const heard: string[] = [];
  listener.changes.subscribe((projectId) => heard.push(projectId));
  try {
    // It connects in the background: what was changed before is not heard.
    await vi.waitUntil(
      async () => {
        await database.control.withProject(scope, (tx) =>
          tx.clients.insert(buildClientRow(`client-${Math.random()}`)),
        );
        return heard.includes(scope.projectId);
      },
      { timeout: 15_000, interval: 100 },
    );
  } finally {
    await listener.close();
  }
});

async function openOwn() {
  const own = await createTestDatabase();
  const proxy = await startFor(own, 2);
  const remove = async () => {
    await proxy.stop();
    await own.drop();
  };
  return { database: await connectThrough(own, proxy), hotUrl: own.hotUrl, remove };
}

async function createControlFixture(): Promise<ControlFixture> {
  const { database: connected, remove } = await openOwn();
  return {
    ...connected,
    async close() {
      await connected.close();
      await remove();
    },
  };
}

const createHotFixture = async () => createPostgresHotFixture(await openOwn());
const name = 'PostgreSQL behind PgBouncer';

describeClientRowsContract(name, createControlFixture);
describeProjectContract(name, createControlFixture);
describeWorkspaceContract(name, createControlFixture);
describeLivenessContract(name, createHotFixture);
describeRevocationsContract(name, createHotFixture);
describeIssuanceStoreContract(name, createHotFixture);
describeRefreshRotationContract(name, createHotFixture);
