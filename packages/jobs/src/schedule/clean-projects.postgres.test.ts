import type { NewClientRow, ProjectScope } from '@gatehouse/database';
import { buildClientRow, createTestProject } from '@gatehouse/testkit';
import { startTestTenants, type TestTenants } from '@gatehouse/testkit/tenants';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanProjects } from './clean-projects.ts';

let tenants: TestTenants;
beforeAll(async () => {
  tenants = await startTestTenants();
});
afterAll(() => tenants.stop());

const daySeconds = 86_400;

async function addFlow(scope: ProjectScope, expiredSecondsAgo: number): Promise<string> {
  const flowId = crypto.randomUUID();
  const expiresAtSeconds = tenants.clock.nowSeconds() - expiredSecondsAgo;
  await tenants.store.withProject(scope, (tx) =>
    tx.flows.insert({
      flowId,
      kind: 'login',
      flavour: 'api',
      browserHash: undefined,
      requestUrl: '',
      returnTo: undefined,
      loginChallenge: undefined,
      isRefresh: false,
      issuedAtSeconds: expiresAtSeconds - 1800,
      expiresAtSeconds,
      isCompleted: false,
      form: { messages: [], values: {}, fieldMessages: {} },
    }),
  );
  return flowId;
}

test('expired forms are cleared away in every project, those of the last day stay', async () => {
  const scopes = await Promise.all([1, 2].map(() => createTestProject(tenants.store)));
  for (const scope of scopes) {
    const old = await addFlow(scope, daySeconds + 60);
    const recent = await addFlow(scope, 60);
    await cleanProjects(tenants.store, tenants.clock);
    const [gone, kept] = await tenants.store.withProject(scope, async (tx) => [
      await tx.flows.find(old),
      await tx.flows.find(recent),
    ]);
    expect([gone, kept?.flowId]).toEqual([undefined, recent]);
  }
});

test('attack 52: clients that registered themselves and got no token in a week are deleted, and no others', async () => {
  const scope = await createTestProject(tenants.store);
  const later = { ...tenants.clock, nowSeconds: () => tenants.clock.nowSeconds() + 8 * daySeconds };
  const token = { keyId: 'k1', hash: new Uint8Array([1]) };
  const add = async (registrationToken: NewClientRow['registrationToken']) => {
    const row = { ...buildClientRow(crypto.randomUUID()), registrationToken };
    await tenants.store.withProject(scope, (tx) => tx.clients.insert(row));
    return row.clientId;
  };
  const [unused, used] = [await add(token), await add(token)];
  const kept = [used, await add('withdrawn'), await add(undefined)];
  tenants.database.hot.forProject(scope.projectId).usage.count('access_tokens_issued', used);
  await tenants.database.hot.flushUsage();
  const list = () =>
    tenants.store.withProject(scope, (tx) => tx.clients.list({ limit: 10, after: undefined }, {}));
  const idsOf = async () => (await list()).map(({ clientId }) => clientId).sort();
  await cleanProjects(tenants.store, tenants.clock);
  expect(await idsOf()).toEqual([unused, ...kept].sort());
  await cleanProjects(tenants.store, later);
  expect(await idsOf()).toEqual(kept.toSorted());
});
