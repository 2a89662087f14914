// Every method that a tenant can reach, found by reflection and called as tenant B with the ids of A. Each
// must find nothing, and every row of A must stay as it was. A method that nobody wrote a recipe for fails.

import { type IdentityId, nilUuid } from '@gatehouse/protocol';
import {
  buildTraceId,
  createTenantIds,
  type IsolationRecipe,
  type IsolationRecipes,
  listMethods,
  markOfA,
  openTenantDump,
  portRecipes,
  projectRecipes,
  type SeededTenant,
  seedTenant,
  statementRecipes,
  type TenantDump,
  workspaceRecipes,
} from '@gatehouse/testkit/isolation';
import { createTestDatabase, type TestDatabase } from '@gatehouse/testkit/postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectDatabase, type Database } from './connect-database.ts';

let urls: TestDatabase;
let database: Database;
let dump: TenantDump;
let tenantA: SeededTenant;
let rowsOfA: Awaited<ReturnType<TenantDump['read']>>;

beforeAll(async () => {
  urls = await createTestDatabase();
  database = await connectDatabase(urls);
  dump = await openTenantDump(urls);
  const shared = createTenantIds(database, 'shared');
  tenantA = await seedTenant(database, urls.hotUrl, { mark: markOfA, shared });
  await database.hot.upkeep.rollUpUsage(new Date(Date.now() + 2 * 86_400_000));
  database.hot.forProject(tenantA.scope.projectId).usage.count('introspections', 'shared');
  await database.hot.flushUsage();
  rowsOfA = await dump.read(tenantA.scope);
});
afterAll(async () => {
  await dump?.close();
  await database?.close();
  await urls?.drop();
});

/** @returns a tenant that has rows of the same ids as A, wherever somebody chooses them. */
const createTenantB = () =>
  seedTenant(database, urls.hotUrl, { mark: 'mark-of-b', shared: tenantA.shared });

/** Nothing of A in the answer, nothing of A changed. */
async function expectApart(answer: unknown): Promise<void> {
  const text = JSON.stringify(answer) ?? '';
  for (const ofA of [markOfA, tenantA.scope.projectId, tenantA.scope.workspaceId]) {
    expect(text).not.toContain(ofA);
  }
  await database.hot.flushUsage();
  expect(await dump.read(tenantA.scope)).toEqual(rowsOfA);
}

async function expectIsolated<Port>(
  recipe: IsolationRecipe<Port>,
  run: (call: (port: Port) => Promise<unknown>) => Promise<unknown>,
): Promise<void> {
  const foreign = await run((port) => recipe.call(port, tenantA.own, tenantA));
  if ('absent' in recipe) expect(foreign).toEqual(recipe.absent);
  await expectApart(foreign);
  if (recipe.endsTenant) return;
  await expectApart(await run((port) => recipe.call(port, tenantA.shared, tenantA)));
}

/** One test for each method; `open` gives the methods to a call, as tenant B. */
function describeMethods<Port extends object>(
  recipes: IsolationRecipes<Port>,
  open: <T>(tenantB: SeededTenant, call: (port: Port) => Promise<T>) => Promise<T>,
): void {
  let tenantB: SeededTenant;
  beforeAll(async () => {
    tenantB = await createTenantB();
  });

  test('every method there is has a recipe', async () => {
    const methods = await open(tenantB, async (port) => listMethods(port));
    expect(methods.toSorted()).toEqual(Object.keys(recipes).toSorted());
  });

  test.each(Object.entries(recipes))('%s', async (_, recipe) => {
    const tenant = recipe.endsTenant ? await createTenantB() : tenantB;
    await expectIsolated(recipe, (call) => open(tenant, call));
  });
}

test('the dump sees rows of A in every table that there is', () => {
  const empty = Object.keys(rowsOfA).filter((table) => rowsOfA[table]?.length === 0);
  expect(empty).toEqual([]);
});

describe('attack 67: inside project B nothing of A can be read or changed', () => {
  describeMethods(projectRecipes, ({ scope }, call) => database.control.withProject(scope, call));
});

describe('attack 67: by a statement of its own B reads and changes nothing of A', () => {
  describeMethods(statementRecipes, ({ scope }, call) =>
    call(database.control.statementsOf(scope.projectId)),
  );
});

describe('attack 67: inside workspace B nothing of A can be read or changed', () => {
  describeMethods(workspaceRecipes, ({ scope }, call) =>
    database.control.withWorkspace(scope.workspaceId, call),
  );
});

describe('attack 67: on the token path of B nothing of A can be read or changed', () => {
  describeMethods(portRecipes, ({ scope }, call) => call(database.hot.forProject(scope.projectId)));

  test("a trace that carries the id of another project's trace is a second trace", async () => {
    const [one, other] = [await createTenantB(), await createTenantB()];
    const traceId = buildTraceId(Date.now());
    const record = ({ scope }: SeededTenant, clientId: string) =>
      database.hot.forProject(scope.projectId).traces.record({
        traceId,
        endpoint: 'token',
        atMilliseconds: Date.now(),
        clientId,
        grantType: undefined,
        outcome: 'fault',
        checks: [],
      });
    const find = ({ scope }: SeededTenant) =>
      database.control.withProject(scope, (tx) => tx.traces.find(traceId));
    record(one, 'of-one');
    record(other, 'of-other');
    await vi.waitUntil(async () => (await find(one)) && (await find(other)));
    expect((await find(one))?.clientId).toBe('of-one');
    expect((await find(other))?.clientId).toBe('of-other');
  });
});

test('attack 67: the scope of A cannot be opened with the workspace of B, nor without one', async () => {
  const { projectId } = tenantA.scope;
  const { workspaceId } = (await createTenantB()).scope;
  for (const wrong of [workspaceId, null]) {
    const scope = { projectId, workspaceId: wrong };
    const opened = database.control.withProject(scope, (tx) => tx.project());
    await expect(opened).rejects.toThrow('does not belong');
  }
  await expectApart(undefined);
});

test('the nil id, which stands for no tenant, opens nothing', async () => {
  expect(await database.control.membershipsOf(nilUuid as IdentityId)).toEqual([]);
});
