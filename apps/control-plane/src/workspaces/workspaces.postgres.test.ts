import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ControlPlaneFixture, startControlPlane } from '../../test/control-plane-fixture.ts';
import { clientFor, type SeededTenant, seedTenant } from '../../test/seeded-tenant.ts';

let fixture: ControlPlaneFixture;
let tenant: SeededTenant;
beforeAll(async () => {
  fixture = await startControlPlane();
  tenant = await seedTenant(fixture, 'Acme');
});
afterAll(() => fixture.close());

it('whoever creates a workspace owns it and sees it among theirs, nobody else does', async () => {
  const person = clientFor(fixture, fixture.signIn('person').token);
  expect((await person.call('listWorkspaces', {})).workspaces).toEqual([]);
  const created = await person.call('createWorkspace', { body: { name: 'Mine' } });
  expect((await person.call('listWorkspaces', {})).workspaces).toEqual([created]);
  const { members } = await person.call('listWorkspaceMembers', {
    params: { workspace: created.id },
  });
  expect(members).toMatchObject([{ role: 'owner', email: 'person@example.com' }]);
  const others = await tenant.owner.call('listWorkspaces', {});
  expect(others.workspaces.map(({ id }) => id)).toEqual([tenant.workspaceId]);
});

it('a workspace key lists its own workspace', async () => {
  const key = clientFor(fixture, tenant.tokens['workspace key']);
  const { workspaces } = await key.call('listWorkspaces', {});
  expect(workspaces).toMatchObject([{ id: tenant.workspaceId, name: 'Acme' }]);
});

it('a key makes no workspace, and is told why and what to do', async () => {
  for (const caller of ['workspace key', 'project key'] as const) {
    const token = tenant.tokens[caller];
    const json = { name: 'Another' };
    const answer = await fixture.send('POST', '/api/workspaces', { token, json });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('An API key belongs to one workspace');
    expect(answer.text).toContain('Sign in as a person');
  }
});

it('the list of workspaces goes on page by page', async () => {
  const person = clientFor(fixture, fixture.signIn('collector').token);
  const ids = [];
  for (const name of ['A', 'B', 'C']) {
    ids.push((await person.call('createWorkspace', { body: { name } })).id);
  }
  const seen: string[] = [];
  let token = '';
  do {
    const query = { page_size: 2, page_token: token };
    const page = await person.call('listWorkspaces', { query });
    expect(page.has_next_page).toBe(page.next_page_token !== '');
    seen.push(...page.workspaces.map(({ id }) => id));
    token = page.next_page_token;
  } while (token !== '');
  expect(seen.toSorted()).toEqual(ids.toSorted());
});

it('renaming is in the audit log with before and after, renaming to the same is not', async () => {
  const params = { workspace: tenant.workspaceId };
  for (const name of ['Renamed', 'Renamed']) {
    const renamed = await tenant.owner.call('updateWorkspace', { params, body: { name } });
    expect(renamed.name).toBe('Renamed');
  }
  const { events } = await tenant.owner.call('listAuditEvents', {
    params,
    query: { action: 'workspace.updated' },
  });
  expect(events).toMatchObject([
    {
      actor: { kind: 'member', id: tenant.memberIds.owner },
      target: { type: 'workspace', id: tenant.workspaceId },
      changes: { name: { before: 'Acme', after: 'Renamed' } },
    },
  ]);
});

it.each([[''], [' a'], ['a\nb'], ['a'.repeat(101)], ['a\u202e'], ['a\u0000b']])(
  'a name like %j is refused',
  async (name) => {
    const answer = await fixture.send('POST', '/api/workspaces', {
      token: tenant.tokens.owner,
      json: { name },
    });
    expect(answer.status).toBe(400);
  },
);

it('a removed member reaches nothing from the next request on', async () => {
  const person = fixture.signIn('leaver');
  const params = { workspace: tenant.workspaceId };
  await tenant.owner.call('addWorkspaceMember', {
    params,
    body: { id: person.memberId, role: 'developer', email: 'leaver@example.com' },
  });
  const target = `/api/projects/${tenant.projectId}`;
  expect((await fixture.send('GET', target, { token: person.token })).status).toBe(200);
  await tenant.owner.call('removeWorkspaceMember', {
    params: { ...params, member: person.memberId },
  });
  expect((await fixture.send('GET', target, { token: person.token })).status).toBe(404);
});
