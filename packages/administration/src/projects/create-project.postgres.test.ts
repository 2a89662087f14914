import { issuerKeySet } from '@gatehouse/protocol';
import { startTestTenants } from '@gatehouse/testkit/tenants';
import { afterAll, expect, test } from 'vitest';
import { AdministrationError } from '../administration-error.ts';
import { createProject } from './create-project.ts';

const tenants = await startTestTenants();
const { workspaceId, by } = await tenants.createWorkspace();
const create = (change: object = {}) =>
  createProject(tenants, { workspaceId, name: 'Shop', environment: 'dev', ...change }, by);

afterAll(() => tenants.stop());

test('a project is created with address, settings, keys and audit entry in one go', async () => {
  const project = await create({ name: '  Shop  ' });
  expect(project).toMatchObject({ name: 'Shop', state: 'running', homeRegion: 'global' });
  expect(project.slug).toMatch(/^[a-z]+-[a-z]+-[a-z2-9]{10}$/);
  const scope = { projectId: project.projectId, workspaceId };
  expect(await tenants.store.scopeOfAddress(project.slug)).toEqual(scope);
  await tenants.store.withProject(scope, async (tx) => {
    expect((await tx.revisions.current()).number).toBe(1);
    expect(await tx.signingKeys.list(issuerKeySet)).toHaveLength(4);
  });
  const events = await tenants.store.withWorkspace(workspaceId, (tx) =>
    tx.auditEvents({ limit: 100, after: undefined }, { projectId: project.projectId }),
  );
  expect(events.map((event) => event.action)).toEqual(['project.created']);
});

test('a slug is never used twice, by whichever workspace', async () => {
  await create({ slug: 'shop-eu' });
  const other = await tenants.createWorkspace();
  await expect(create({ slug: 'shop-eu', workspaceId: other.workspaceId })).rejects.toMatchObject({
    kind: 'conflict',
    field: 'slug',
  });
});

test('slugs that are reserved, punycode or no DNS label, and empty names, are refused', async () => {
  for (const slug of [
    'console',
    'ab',
    '-abc',
    'abc-',
    'a_b_c',
    'Shop',
    'xn--shop',
    'a'.repeat(64),
    'a.b.c',
  ]) {
    await expect(create({ slug })).rejects.toThrow(AdministrationError);
  }
  for (const name of ['', ' ', 'x'.repeat(101), 'a\tb']) {
    await expect(create({ name })).rejects.toMatchObject({ kind: 'invalid', field: 'name' });
  }
});

test('generated slugs do not repeat', async () => {
  const projects = await Promise.all(Array.from({ length: 5 }, () => create()));
  expect(new Set(projects.map((project) => project.slug)).size).toBe(5);
});
