import type { ProjectScope } from '@gatehouse/database';
import { createTestProject } from '@gatehouse/testkit';
import { startTestTenants, type TestTenants } from '@gatehouse/testkit/tenants';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cleanIdentities } from './clean-identities.ts';

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
    await cleanIdentities(tenants.store, tenants.clock);
    const [gone, kept] = await tenants.store.withProject(scope, async (tx) => [
      await tx.flows.find(old),
      await tx.flows.find(recent),
    ]);
    expect([gone, kept?.flowId]).toEqual([undefined, recent]);
  }
});
