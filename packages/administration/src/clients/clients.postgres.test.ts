import type { ProjectScope } from '@gatehouse/database';
import { createClientSecrets } from '@gatehouse/keys';
import { startTestTenants } from '@gatehouse/testkit/tenants';
import { afterAll, expect, test } from 'vitest';
import { AdministrationError } from '../administration-error.ts';
import { createProject } from '../projects/create-project.ts';
import { patchClient, setClient, setClientLifespans } from './change-client.ts';
import { createClient } from './create-client.ts';
import { deleteClient, deleteClientTokens } from './delete-client.ts';
import { getClient, listClients } from './read-clients.ts';
import { deleteRotatedClientSecrets, rotateClientSecret } from './rotate-secret.ts';

const tenants = await startTestTenants();
const workspace = await tenants.createWorkspace();
const { by } = workspace;

async function newProject(): Promise<ProjectScope> {
  const project = { workspaceId: workspace.workspaceId, name: 'Shop', environment: 'dev' } as const;
  const { projectId } = await createProject(tenants, project, by);
  return { projectId, workspaceId: workspace.workspaceId };
}

const scope = await newProject();
const create = (input: unknown, where = scope) =>
  createClient(tenants, { scope: where, by, input });

async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => 'accepted',
    (reason: unknown) => reason,
  );
  if (!(error instanceof AdministrationError)) throw error;
  return { kind: error.kind, field: error.field, reason: error.reason };
}

async function isAccepted(clientId: string, secret: string | undefined): Promise<boolean> {
  const row = await tenants.store.withProject(scope, (tx) => tx.clients.find(clientId));
  const hashes = (row?.secrets ?? []).map(({ keyId, hash }) => ({
    keyId,
    hash,
    expiresAtSeconds: undefined,
  }));
  const secrets = createClientSecrets(tenants.keyring, scope.projectId);
  return secrets.matches(secret ?? '', hashes, tenants.clock.nowSeconds());
}

async function auditOf(clientId: string) {
  const events = await tenants.store.withWorkspace(workspace.workspaceId, (tx) =>
    tx.auditEvents({ limit: 500, after: undefined }, { projectId: scope.projectId }),
  );
  return events.filter((event) => event.targetId === clientId);
}

async function epochOf(clientId: string) {
  const { liveness } = tenants.database.hot.forProject(scope.projectId);
  const facts = await liveness.load({
    clientId,
    identityId: undefined,
    sessionId: undefined,
    grantId: undefined,
    token: { tokenId: new Uint8Array(24), bucket: 20_000 },
  });
  return facts.client;
}

afterAll(() => tenants.stop());

test('a client without id and secret gets a UUID and 256 random bits, shown once', async () => {
  const created = await create({ client_id: '', client_secret: '', client_name: 'Demo' });
  expect(created.client_id).toMatch(/^[0-9a-f-]{36}$/);
  expect(created.client_secret).toMatch(/^gh_cs_.{49}$/);
  expect(created.scope).toBe('offline_access offline openid');
  expect(await isAccepted(created.client_id, created.client_secret)).toBe(true);
  const { client_secret: _shownOnce, ...document } = created;
  const read = await getClient(tenants, { scope, clientId: created.client_id });
  expect(read).toEqual(document);
  const events = JSON.stringify(await auditOf(created.client_id));
  expect(events).toContain('client.created');
  expect(events).not.toContain(created.client_secret);
});

test('an own id is kept, and taken only once', async () => {
  await create({ client_id: 'my-app' });
  expect(await refusal(create({ client_id: 'my-app' }))).toMatchObject({
    kind: 'conflict',
    field: 'client_id',
  });
  const other = await newProject();
  expect((await create({ client_id: 'my-app' }, other)).client_id).toBe('my-app');
});

test('an own secret has at least 16 characters, and the refusal says why', async () => {
  const short = await refusal(create({ client_secret: 'fifteen-letters' }));
  expect(short).toMatchObject({ kind: 'invalid', field: 'client_secret' });
  expect(short.reason).toContain('keyed hash');
  const created = await create({ client_secret: 'sixteen-letters!' });
  expect(created.client_secret).toBe('sixteen-letters!');
  expect(await isAccepted(created.client_id, 'sixteen-letters!')).toBe(true);
});

test('a public client has no secret, given or made', async () => {
  const created = await create({ token_endpoint_auth_method: 'none' });
  expect(created.client_secret).toBeUndefined();
  const given = { token_endpoint_auth_method: 'none', client_secret: 'sixteen-letters!' };
  expect(await refusal(create(given))).toMatchObject({ kind: 'invalid', field: 'client_secret' });
});

test('a client id is never that of an identity', async () => {
  const id = '0199f0c3-6c2e-7000-8000-000000000001';
  expect(await refusal(create({ client_id: id }))).toMatchObject({ field: 'client_id' });
});

test('what breaks a rule of client metadata is refused and leaves nothing behind', async () => {
  const before = await listClients(tenants, { scope });
  for (const input of [
    undefined,
    [],
    'client',
    { redirect_uris: ['javascript:alert(1)'] },
    { client_id: 'a b' },
    { client_id: 7 },
    { client_secret: 'sixteen-letters\n' },
  ]) {
    expect((await refusal(create(input))).kind).toBe('invalid');
  }
  expect(await listClients(tenants, { scope })).toEqual(before);
});

test('replacing a client keeps its secret, and what is left out goes back to its default', async () => {
  const { client_id: clientId, client_secret: secret } = await create({
    client_name: 'Before',
    owner: 'ann',
  });
  const input = { client_id: clientId, client_secret: '', client_name: 'After' };
  const updated = await setClient(tenants, { scope, by, clientId, input });
  expect(updated).toMatchObject({ client_name: 'After', owner: '' });
  expect(updated.client_secret).toBeUndefined();
  expect(await isAccepted(clientId, secret)).toBe(true);
  const [, event] = (await auditOf(clientId)).toSorted((a, b) => (a.action < b.action ? -1 : 1));
  expect(event?.changes).toEqual({
    client_name: { before: 'Before', after: 'After' },
    owner: { before: 'ann', after: '' },
  });
  const moved = setClient(tenants, { scope, by, clientId, input: { client_id: 'other' } });
  expect(await refusal(moved)).toMatchObject({ kind: 'invalid', field: 'client_id' });
});

test('a client that becomes public loses its secret, and gets a new one when it comes back', async () => {
  const { client_id: clientId, client_secret: secret } = await create({});
  const change = (input: unknown) => setClient(tenants, { scope, by, clientId, input });
  await change({ token_endpoint_auth_method: 'none' });
  expect(await isAccepted(clientId, secret)).toBe(false);
  const back = await change({ token_endpoint_auth_method: 'client_secret_post' });
  expect(back.client_secret).not.toBe(secret);
  expect(await isAccepted(clientId, back.client_secret)).toBe(true);
});

test('a patch changes what it names; an empty one changes nothing', async () => {
  const { client_id: clientId } = await create({ client_name: 'Before', audience: ['a'] });
  const patch = (operations: unknown) =>
    patchClient(tenants, { scope, by, clientId, patch: operations });
  const patched = await patch([
    { op: 'replace', path: '/client_name', value: 'After' },
    { op: 'add', path: '/audience/-', value: 'b' },
    { op: 'test', path: '/client_id', value: clientId },
  ]);
  expect(patched).toMatchObject({ client_name: 'After', audience: ['a', 'b'] });
  expect(await patch([])).toEqual(patched);
  const withSecret = await patch([
    { op: 'replace', path: '/client_secret', value: 'sixteen-letters!' },
  ]);
  expect(withSecret.client_secret).toBe('sixteen-letters!');
  expect(await isAccepted(clientId, 'sixteen-letters!')).toBe(true);
});

test('a patch that touches ids or times, breaks a rule, or fails half way changes nothing', async () => {
  const { client_id: clientId, client_secret: _secret, ...document } = await create({});
  for (const operations of [
    {},
    [{ op: 'replace', path: '/client_id', value: 'other' }],
    [{ op: 'remove', path: '/created_at' }],
    [{ op: 'move', from: '/client_id', path: '/client_name' }],
    [
      { op: 'replace', path: '/client_name', value: 'Half' },
      { op: 'test', path: '/owner', value: 'nobody' },
    ],
    [{ op: 'replace', path: '/redirect_uris', value: ['javascript:x'] }],
    [{ op: 'replace', path: '/nothing', value: 1 }],
  ]) {
    const change = patchClient(tenants, { scope, by, clientId, patch: operations });
    expect((await refusal(change)).kind).toBe('invalid');
  }
  expect(await getClient(tenants, { scope, clientId })).toMatchObject(document);
});

test('lifespans are set as a whole and nothing else changes', async () => {
  const { client_id: clientId } = await create({ client_name: 'Kept' });
  const input = { client_credentials_grant_access_token_lifespan: '5m' };
  const updated = await setClientLifespans(tenants, { scope, by, clientId, input });
  expect(updated.client_credentials_grant_access_token_lifespan).toBe('5m0s');
  expect(updated.client_name).toBe('Kept');
  const bad = { client_credentials_grant_access_token_lifespan: 'soon' };
  expect(
    (await refusal(setClientLifespans(tenants, { scope, by, clientId, input: bad }))).kind,
  ).toBe('invalid');
});

test('attack 49: a rotated secret works beside the new one until it is deleted', async () => {
  const { client_id: clientId, client_secret: first } = await create({});
  const { client_secret: second } = await rotateClientSecret(tenants, { scope, by, clientId });
  expect(second).not.toBe(first);
  expect(await isAccepted(clientId, first)).toBe(true);
  expect(await isAccepted(clientId, second)).toBe(true);
  await deleteRotatedClientSecrets(tenants, { scope, by, clientId });
  expect(await isAccepted(clientId, first)).toBe(false);
  expect(await isAccepted(clientId, second)).toBe(true);
});

test('of rotations at the same moment none loses its secret, and at most five secrets live', async () => {
  const { client_id: clientId, client_secret: first } = await create({});
  const rotate = () => rotateClientSecret(tenants, { scope, by, clientId });
  const rotated = await Promise.all([rotate(), rotate(), rotate(), rotate()]);
  for (const secret of [first, ...rotated.map((client) => client.client_secret)]) {
    expect(await isAccepted(clientId, secret)).toBe(true);
  }
  expect((await refusal(rotate())).kind).toBe('conflict');
});

test('attack 49: deleting a client ends its epoch; one that takes its id later starts a new life', async () => {
  await create({ client_id: 'phoenix' });
  const alive = await epochOf('phoenix');
  await deleteClient(tenants, { scope, by, clientId: 'phoenix' });
  expect(await epochOf('phoenix')).toMatchObject({ isActive: false });
  expect((await refusal(getClient(tenants, { scope, clientId: 'phoenix' }))).kind).toBe(
    'not_found',
  );
  await create({ client_id: 'phoenix' });
  const reborn = await epochOf('phoenix');
  expect(reborn?.isActive).toBe(true);
  expect(reborn?.epoch).toBeGreaterThan(alive?.epoch ?? Number.POSITIVE_INFINITY);
});

test('deleting the tokens of a client raises its epoch and keeps the client', async () => {
  const { client_id: clientId } = await create({});
  const before = await epochOf(clientId);
  await deleteClientTokens(tenants, { scope, by, clientId });
  expect((await epochOf(clientId))?.epoch).toBe((before?.epoch ?? 0) + 1);
  expect((await getClient(tenants, { scope, clientId })).client_id).toBe(clientId);
});

test('attack 70: every use case answers for a client of another project as for an unknown one', async () => {
  const foreign = await newProject();
  await create({ client_id: 'theirs' }, foreign);
  const request = (clientId: string) => ({ scope, by, clientId });
  for (const useCase of [
    (clientId: string) => getClient(tenants, request(clientId)),
    (clientId: string) => setClient(tenants, { ...request(clientId), input: {} }),
    (clientId: string) => patchClient(tenants, { ...request(clientId), patch: [] }),
    (clientId: string) => setClientLifespans(tenants, { ...request(clientId), input: {} }),
    (clientId: string) => rotateClientSecret(tenants, request(clientId)),
    (clientId: string) => deleteRotatedClientSecrets(tenants, request(clientId)),
    (clientId: string) => deleteClientTokens(tenants, request(clientId)),
    (clientId: string) => deleteClient(tenants, request(clientId)),
  ]) {
    const theirs = await refusal(useCase('theirs'));
    const unknown = await refusal(useCase('nobody'));
    expect(theirs.kind).toBe('not_found');
    expect(theirs).toEqual({ ...unknown, reason: unknown.reason.replace('nobody', 'theirs') });
  }
  expect((await getClient(tenants, { scope: foreign, clientId: 'theirs' })).client_id).toBe(
    'theirs',
  );
});

test('pages lead through every client once; filters name and owner', async () => {
  const where = await newProject();
  for (let count = 0; count < 7; count += 1) {
    await create({ client_id: `c${count}`, owner: count % 2 === 0 ? 'ann' : 'bob' }, where);
  }
  const seen: string[] = [];
  let pageToken: string | undefined = '';
  do {
    const page: Awaited<ReturnType<typeof listClients>> = await listClients(tenants, {
      scope: where,
      pageSize: 3,
      pageToken,
    });
    seen.push(...page.items.map((client) => client.client_id));
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  expect(seen).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
  const bobs = await listClients(tenants, { scope: where, owner: 'bob' });
  expect(bobs.items.map((client) => client.client_id)).toEqual(['c1', 'c3', 'c5']);
});

test('attack 74: a page token of another project or filter, or a made-up one, is refused', async () => {
  const where = await newProject();
  for (const id of ['one', 'two', 'three']) await create({ client_id: id }, where);
  const { nextPageToken: pageToken } = await listClients(tenants, { scope: where, pageSize: 1 });
  expect(pageToken).toBeDefined();
  for (const request of [
    { scope, pageToken },
    { scope: where, pageToken, owner: 'ann' },
    { scope: where, pageToken: `${pageToken}A` },
    { scope: where, pageToken: 'MjAyNi0xMS0yNA' },
  ]) {
    expect(await refusal(listClients(tenants, request))).toMatchObject({
      kind: 'invalid',
      field: 'page_token',
    });
  }
  for (const pageSize of [0, -1, 501, 1.5, Number.NaN]) {
    expect(await refusal(listClients(tenants, { scope: where, pageSize }))).toMatchObject({
      field: 'page_size',
    });
  }
});

test("attack 52: an administrator's change or rotation ends a client's own registration access token", async () => {
  const request = (clientId: string) => ({ scope, by, clientId });
  const changes = {
    set: (clientId: string) => setClient(tenants, { ...request(clientId), input: {} }),
    patched: (clientId: string) =>
      patchClient(tenants, {
        ...request(clientId),
        patch: [{ op: 'replace', path: '/scope', value: 'openid' }],
      }),
    lifespans: (clientId: string) =>
      setClientLifespans(tenants, { ...request(clientId), input: {} }),
    rotated: (clientId: string) => rotateClientSecret(tenants, request(clientId)),
  };
  for (const [clientId, change] of Object.entries(changes)) {
    await registerItself(clientId);
    await change(clientId);
    expect(await registrationTokenOf(clientId)).toBe('withdrawn');
  }
  await registerItself('pruned');
  await rotateClientSecret(tenants, request('pruned'));
  await tenants.store.withProject(scope, (tx) =>
    tx.clients.update('pruned', { registrationToken: ownToken }),
  );
  await deleteRotatedClientSecrets(tenants, request('pruned'));
  expect(await registrationTokenOf('pruned')).toBe('withdrawn');
});

test('a client that an administrator made does not become one that registered itself by being changed', async () => {
  const { client_id: clientId } = await create({});
  await rotateClientSecret(tenants, { scope, by, clientId });
  await setClient(tenants, { scope, by, clientId, input: {} });
  expect(await registrationTokenOf(clientId)).toBeUndefined();
});

const ownToken = { keyId: 'k1', hash: new Uint8Array([1]) };

async function registerItself(clientId: string): Promise<void> {
  await create({ client_id: clientId });
  await tenants.store.withProject(scope, (tx) =>
    tx.clients.update(clientId, { registrationToken: ownToken }),
  );
}

async function registrationTokenOf(clientId: string) {
  const row = await tenants.store.withProject(scope, (tx) => tx.clients.find(clientId));
  return row?.registrationToken;
}
