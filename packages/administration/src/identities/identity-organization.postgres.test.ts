import type { ProjectScope } from '@gatehouse/database';
import { createPasswordPool, createPasswords } from '@gatehouse/keys';
import { startTestTenants } from '@gatehouse/testkit/tenants';
import { afterAll, expect, test } from 'vitest';
import { createOrganization, deleteOrganization } from '../organizations/change-organization.ts';
import { createProject } from '../projects/create-project.ts';
import { patchIdentity, setIdentity } from './change-identity.ts';
import { createIdentity } from './create-identity.ts';
import { getIdentity, listIdentities } from './read-identities.ts';

const tenants = await startTestTenants();
const { workspaceId, by } = await tenants.createWorkspace();
const pool = createPasswordPool();
const issuer = 'https://project.example';
let people = 0;

async function newProject(): Promise<ProjectScope> {
  const project = { workspaceId, name: 'Shop', environment: 'dev' } as const;
  const { projectId } = await createProject(tenants, project, by);
  return { projectId, workspaceId };
}

const scope = await newProject();
const { keyring, random } = tenants;
const passwords = createPasswords({ keyring, random, pool }, scope.projectId);
const request = { scope, by, issuer, passwords };

async function newOrganization(of: ProjectScope = scope): Promise<string> {
  const input = {
    label: 'Globex',
    domains: [],
    sessionLifespan: undefined,
    defaultRegion: undefined,
  };
  return (await createOrganization(tenants, { scope: of, by, input })).organizationId;
}

const newEmail = () => {
  people += 1;
  return `someone${people}@example.com`;
};
const create = (organizationId: unknown) =>
  createIdentity(tenants, {
    ...request,
    input: { traits: { email: newEmail() }, organization_id: organizationId },
  });
const organizationOf = async (identityId: string) =>
  (await getIdentity(tenants, { ...request, identityId })).organization_id;

afterAll(() => tenants.stop());

test('an identity belongs to the organization that it was created for, and the list finds it by it', async () => {
  const organizationId = await newOrganization();
  const identity = await create(organizationId);
  await create(null);
  expect(identity.organization_id).toBe(organizationId);
  const { items } = await listIdentities(tenants, { ...request, organizationId });
  expect(items.map(({ id }) => id)).toEqual([identity.id]);
});

test('attack 67: an organization of another project is refused as one that never was', async () => {
  const foreign = await newOrganization(await newProject());
  const reasonOf = (organizationId: unknown) =>
    create(organizationId).then(
      () => 'accepted',
      (error: { reason: string }) => error.reason,
    );
  const unknown = await reasonOf('11111111-1111-4111-8111-111111111111');
  expect(unknown).toBe('This project has no organization of that id.');
  expect(await reasonOf(foreign)).toBe(unknown);
  expect(await reasonOf('globex')).toBe('organization_id is a UUID or null.');
  const { id: identityId } = await create(null);
  const patch = [{ op: 'replace', path: '/organization_id', value: foreign }];
  await expect(patchIdentity(tenants, { ...request, identityId, patch })).rejects.toMatchObject({
    reason: unknown,
  });
});

test('a replacement that says nothing of the organization keeps it, null empties it, and so does a patch that removes it', async () => {
  const organizationId = await newOrganization();
  const { id: identityId, traits } = await create(organizationId);
  const set = (input: object) =>
    setIdentity(tenants, { ...request, identityId, input: { traits, ...input } });
  expect((await set({ state: 'active' })).organization_id).toBe(organizationId);
  expect((await set({ organization_id: null })).organization_id).toBeNull();
  expect((await set({ organization_id: organizationId })).organization_id).toBe(organizationId);
  const patch = [{ op: 'remove', path: '/organization_id' }];
  const patched = await patchIdentity(tenants, { ...request, identityId, patch });
  expect(patched.organization_id).toBeNull();
});

test('deleting an organization detaches its identities, and none joins it meanwhile', async () => {
  const organizationId = await newOrganization();
  const before = await create(organizationId);
  const [deleted, ...joined] = await Promise.allSettled([
    deleteOrganization(tenants, { scope, by, organizationId }),
    ...Array.from({ length: 4 }, () => create(organizationId)),
  ]);
  expect(deleted.status).toBe('fulfilled');
  expect(await organizationOf(before.id)).toBeNull();
  for (const outcome of joined) {
    if (outcome.status === 'fulfilled') {
      expect(await organizationOf(outcome.value.id)).toBeNull();
    } else {
      expect(outcome.reason).toMatchObject({ field: 'organization_id' });
    }
  }
});
