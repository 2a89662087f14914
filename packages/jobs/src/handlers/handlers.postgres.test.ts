import { createProject } from '@gatehouse/administration';
import type { ProjectScope } from '@gatehouse/database';
import { createSigner, generateUuid } from '@gatehouse/keys';
import { issuerKeySet, signingAlgorithms } from '@gatehouse/protocol';
import { startTestTenants } from '@gatehouse/testkit/tenants';
import { afterAll, expect, test } from 'vitest';
import { buildJobContext } from '../../test/job-context.ts';
import { removeExchangedApiKey } from './remove-exchanged-api-key.ts';
import { rotateSigningKeys } from './rotate-signing-keys.ts';

const daySeconds = 86_400;
const tenants = await startTestTenants();
const context = buildJobContext(tenants);
const { workspaceId, by } = await tenants.createWorkspace();

async function newProject(): Promise<ProjectScope> {
  const project = { workspaceId, name: 'Shop', environment: 'dev' } as const;
  const { projectId } = await createProject(tenants, project, by);
  return { projectId, workspaceId };
}

function rotate({ projectId }: { projectId: ProjectScope['projectId'] }, payload = {}) {
  const job = { projectId, id: generateUuid(tenants.random), payload };
  return rotateSigningKeys(context, job);
}

const keysOf = (scope: ProjectScope) =>
  tenants.store.withProject(scope, (tx) => tx.signingKeys.list(issuerKeySet));

/** As if the project had been made so many days ago. */
async function age(scope: ProjectScope, days: number): Promise<void> {
  const activatedAt = new Date((tenants.clock.nowSeconds() - days * daySeconds) * 1000);
  await tenants.store.withProject(scope, async (tx) => {
    for (const { setId, kid, state } of await tx.signingKeys.list(issuerKeySet)) {
      await tx.signingKeys.setState({ setId, kid }, { state, activatedAt });
    }
  });
}

async function auditActions(scope: ProjectScope): Promise<string[]> {
  const events = await tenants.store.withWorkspace(workspaceId, (tx) =>
    tx.auditEvents({ limit: 500, after: undefined }, { projectId: scope.projectId }),
  );
  return events.filter(({ actor }) => actor.kind === 'job').map(({ action }) => action);
}

afterAll(() => tenants.stop());

test('fresh keys are left alone, and looked at again within a day', async () => {
  const scope = await newProject();
  const before = await keysOf(scope);
  expect(await rotate(scope, { recurring: true })).toEqual({
    kind: 'again',
    afterSeconds: daySeconds,
  });
  expect(await rotate(scope, { recurring: false })).toEqual({ kind: 'done' });
  expect(await keysOf(scope)).toEqual(before);
});

test('keys are published, activated, retired and deleted in turn, each step audited, and every token verifies meanwhile', async () => {
  const scope = await newProject();
  const signer = async () => createSigner(tenants.keyring, scope.projectId, await keysOf(scope));
  const sign = async (algorithm: (typeof signingAlgorithms)[number]) =>
    (await signer()).sign({ sub: 'ann' }, { type: 'at+jwt', algorithm });
  const early = await Promise.all(signingAlgorithms.map(sign));
  await age(scope, 89);

  await rotate(scope);
  const published = (await keysOf(scope)).filter((key) => key.state === 'published');
  expect(published.map((key) => key.alg).toSorted()).toEqual([...signingAlgorithms].toSorted());
  await rotate(scope);
  expect((await keysOf(scope)).filter((key) => key.state === 'published')).toHaveLength(4);

  tenants.clock.advance(daySeconds + 1);
  await rotate(scope);
  const states = (await keysOf(scope)).map((key) => key.state).toSorted();
  expect(states).toEqual([...Array(4).fill('active'), ...Array(4).fill('retired')]);
  const late = await Promise.all(signingAlgorithms.map(sign));
  for (const jwt of [...early, ...late]) {
    expect(await (await signer()).verify(jwt, 'at+jwt')).toEqual({ sub: 'ann' });
  }

  tenants.clock.advance(31 * daySeconds);
  await rotate(scope);
  expect(await keysOf(scope)).toHaveLength(4);
  const actions = await auditActions(scope);
  for (const action of ['published', 'activated', 'retired', 'deleted']) {
    expect(actions.filter((known) => known === `signing_key.${action}`)).toHaveLength(4);
  }
});

test('two workers that rotate the same project at the same moment leave one active key of each algorithm', async () => {
  const scope = await newProject();
  await age(scope, 200);
  await Promise.all([rotate(scope), rotate(scope)]);
  tenants.clock.advance(daySeconds + 60);
  await Promise.all([rotate(scope), rotate(scope)]);
  await rotate(scope);
  const active = (await keysOf(scope)).filter((key) => key.state === 'active');
  expect(active.map((key) => key.alg).toSorted()).toEqual([...signingAlgorithms].toSorted());
});

test('a project that was purged, or never was, needs no rotation', async () => {
  const scope = await newProject();
  await tenants.store.withProject(scope, (tx) => tx.purge());
  expect(await rotate(scope, { recurring: true })).toEqual({ kind: 'done' });
  expect(await rotate({ projectId: tenants.newProjectId() })).toEqual({ kind: 'done' });
});

test('an exchanged key is removed once it has expired and not before; a kept key never', async () => {
  const scope = await newProject();
  const keyId = generateUuid(tenants.random);
  const expiresAt = new Date((tenants.clock.nowSeconds() + 900) * 1000);
  const key = {
    id: keyId,
    name: 'Exchanged',
    scopes: ['clients:read'],
    secret: { keyId: 'k', hash: new Uint8Array(32) },
    lastCharacters: 'abcd',
    createdBy: by.actor,
    origin: 'exchanged',
    expiresAt,
  } as const;
  const keptId = generateUuid(tenants.random);
  await tenants.store.withProject(scope, async (tx) => {
    await tx.apiKeys.insert(key);
    await tx.apiKeys.insert({ ...key, id: keptId, origin: 'created' });
  });
  const remove = (id: string) =>
    removeExchangedApiKey(context, {
      projectId: scope.projectId,
      id: keyId,
      payload: { keyId: id },
    });
  const find = (id: string) => tenants.store.withProject(scope, (tx) => tx.apiKeys.find(id));
  expect(await remove(keyId)).toMatchObject({ kind: 'again' });
  expect(await find(keyId)).toBeDefined();
  tenants.clock.advance(901);
  expect(await remove(keyId)).toEqual({ kind: 'done' });
  expect(await find(keyId)).toBeUndefined();
  expect(await remove(keyId)).toEqual({ kind: 'done' });
  expect(await remove(keptId)).toEqual({ kind: 'done' });
  expect(await find(keptId)).toBeDefined();
});
