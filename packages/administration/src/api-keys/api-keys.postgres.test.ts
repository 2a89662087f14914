import type { ProjectScope } from '@gatehouse/database';
import { generateApiKey, generateUuid } from '@gatehouse/keys';
import { type Permission, projectPermissions, rolePermissions } from '@gatehouse/protocol';
import { startTestTenants } from '@gatehouse/testkit/tenants';
import { afterAll, expect, test } from 'vitest';
import { AdministrationError } from '../administration-error.ts';
import { createProject } from '../projects/create-project.ts';
import type { ApiKeyOwner } from './api-key-owner.ts';
import { authenticateApiKey } from './authenticate-api-key.ts';
import { createApiKey } from './create-api-key.ts';
import { exchangedKeyLifetimeSeconds, exchangeForProjectKey } from './exchange-for-project-key.ts';
import { deleteApiKey, listApiKeys } from './list-and-delete-api-keys.ts';

const tenants = await startTestTenants();
const { workspaceId, by } = await tenants.createWorkspace();

async function newProject(): Promise<ProjectScope> {
  const project = { workspaceId, name: 'Shop', environment: 'dev' } as const;
  const { projectId } = await createProject(tenants, project, by);
  return { projectId, workspaceId };
}

const scope = await newProject();
const ofProject: ApiKeyOwner = { kind: 'project', ...scope };
const ofWorkspace: ApiKeyOwner = { kind: 'workspace', workspaceId };
const authenticate = (value: string) => authenticateApiKey(tenants, value);

async function kindOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof AdministrationError) return error.kind;
  if (error === undefined) return 'accepted';
  throw error;
}

afterAll(() => tenants.stop());

test('a key is shown once, and authenticates with its scopes in its tenant', async () => {
  for (const owner of [ofProject, ofWorkspace]) {
    const { row, value } = await createApiKey(tenants, {
      owner,
      by,
      name: 'CI',
      scopes: ['clients:read'],
    });
    expect(value).toMatch(owner.kind === 'project' ? /^gh_pak_/ : /^gh_wak_/);
    expect(value.endsWith(row.lastCharacters)).toBe(true);
    expect(await authenticate(value)).toEqual({
      actor: { kind: `${owner.kind}_api_key`, id: row.id, name: 'CI' },
      permissions: new Set(['clients:read']),
      scope: owner,
      expiresAt: undefined,
    });
    const stored = JSON.stringify(await listApiKeys(tenants, owner));
    expect(stored).toContain(row.id);
    expect(stored).not.toContain(value.slice(10, 40));
  }
});

test('a key ends at its expiry, and when it is deleted', async () => {
  const expiresAt = new Date((tenants.clock.nowSeconds() + 60) * 1000);
  const { value } = await createApiKey(tenants, { owner: ofProject, by, name: 'Short', expiresAt });
  expect((await authenticate(value))?.expiresAt).toEqual(expiresAt);
  tenants.clock.advance(60);
  expect(await authenticate(value)).toBeUndefined();
  const { row, value: kept } = await createApiKey(tenants, { owner: ofProject, by, name: 'Kept' });
  await deleteApiKey(tenants, { owner: ofProject, by, keyId: row.id });
  expect(await authenticate(kept)).toBeUndefined();
  expect(await kindOf(deleteApiKey(tenants, { owner: ofProject, by, keyId: row.id }))).toBe(
    'not_found',
  );
});

test('attack 66: a key that is unknown, changed, or of a tenant that never was is refused alike', async () => {
  const { row, value } = await createApiKey(tenants, { owner: ofProject, by, name: 'Real' });
  const projectId = scope.projectId;
  for (const presented of [
    '',
    'gh_pak_',
    value.slice(0, -1),
    generateApiKey({ kind: 'project', tenantId: projectId, keyId: row.id }, tenants.random),
    generateApiKey(
      { kind: 'project', tenantId: projectId, keyId: generateUuid(tenants.random) },
      tenants.random,
    ),
    generateApiKey(
      { kind: 'project', tenantId: tenants.newProjectId(), keyId: row.id },
      tenants.random,
    ),
    generateApiKey({ kind: 'workspace', tenantId: workspaceId, keyId: row.id }, tenants.random),
  ]) {
    expect(await authenticate(presented)).toBeUndefined();
  }
  expect(await authenticate(value)).toBeDefined();
});

test('attack 119: a key row that is copied to another project does not let its key in there', async () => {
  const other = await newProject();
  const { row } = await createApiKey(tenants, { owner: ofProject, by, name: 'Copied' });
  await tenants.store.withProject(other, (tx) => tx.apiKeys.insert(row));
  const address = { kind: 'project', tenantId: other.projectId, keyId: row.id } as const;
  expect(await authenticate(generateApiKey(address, tenants.random))).toBeUndefined();
});

test('nobody makes a key that may do more than they may', async () => {
  const developer = { ...by, permissions: rolePermissions.developer };
  const make = (owner: ApiKeyOwner, scopes?: readonly string[]) =>
    createApiKey(tenants, { owner, by: developer, name: 'Dev', scopes });
  expect(await kindOf(make(ofWorkspace, ['projects:delete']))).toBe('forbidden');
  expect(await kindOf(make(ofWorkspace, ['no:such']))).toBe('invalid');
  expect(await kindOf(make(ofWorkspace, []))).toBe('invalid');
  expect(await kindOf(make(ofProject, ['members:read']))).toBe('invalid');
  const { row } = await make(ofWorkspace);
  for (const name of row.scopes) {
    expect(rolePermissions.developer.has(name as Permission)).toBe(true);
  }
});

test('a name that is empty or too long, and an expiry in the past, are refused', async () => {
  const make = (change: object) =>
    createApiKey(tenants, { owner: ofProject, by, name: 'Key', ...change });
  for (const name of ['', '   ', 'x'.repeat(101), 'a\nb']) {
    expect(await kindOf(make({ name }))).toBe('invalid');
  }
  for (const expiresAt of [new Date(0), new Date(Number.NaN)]) {
    expect(await kindOf(make({ expiresAt }))).toBe('invalid');
  }
});

test('an exchanged key lives a quarter of an hour, may do at most what its holder may, and speaks in their name', async () => {
  const permissions: ReadonlySet<Permission> = new Set(['clients:read', 'members:write'] as const);
  const exchanged = await exchangeForProjectKey(tenants, { scope, by: { ...by, permissions } });
  expect(exchanged.permissions).toEqual(['clients:read']);
  expect(exchanged.lifetimeSeconds).toBe(900);
  const principal = await authenticate(exchanged.value);
  expect(principal).toMatchObject({
    actor: by.actor,
    permissions: new Set(['clients:read']),
    scope: { kind: 'project', projectId: scope.projectId },
  });
  const listed = await listApiKeys(tenants, ofProject);
  expect(listed.map((row) => row.origin)).not.toContain('exchanged');
  tenants.clock.advance(exchangedKeyLifetimeSeconds);
  expect(await authenticate(exchanged.value)).toBeUndefined();
});

test('exchanging needs a permission that counts inside a project, and a project', async () => {
  const nothing: ReadonlySet<Permission> = new Set(['members:read'] as const);
  expect(
    await kindOf(exchangeForProjectKey(tenants, { scope, by: { ...by, permissions: nothing } })),
  ).toBe('forbidden');
  const absent = { projectId: tenants.newProjectId(), workspaceId };
  const all: ReadonlySet<Permission> = new Set(projectPermissions);
  expect(
    await kindOf(
      exchangeForProjectKey(tenants, { scope: absent, by: { ...by, permissions: all } }),
    ),
  ).toBe('not_found');
});

test('making, exchanging and deleting keys is audited without the key', async () => {
  const { row, value } = await createApiKey(tenants, { owner: ofProject, by, name: 'Audited' });
  await deleteApiKey(tenants, { owner: ofProject, by, keyId: row.id });
  const { value: exchanged } = await exchangeForProjectKey(tenants, { scope, by });
  const events = await tenants.store.withWorkspace(workspaceId, (tx) =>
    tx.auditEvents({ limit: 500, after: undefined }, {}),
  );
  const actions = events.map((event) => event.action);
  expect(actions).toEqual(
    expect.arrayContaining(['api_key.created', 'api_key.deleted', 'api_key.exchanged']),
  );
  for (const secret of [value, exchanged]) {
    expect(JSON.stringify(events)).not.toContain(secret.slice(-60));
  }
});
