import { randomUUID } from 'node:crypto';
import type { Role } from '@gatehouse/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ControlPlaneFixture, startControlPlane } from '../../test/control-plane-fixture.ts';
import { type SeededTenant, seedTenant } from '../../test/seeded-tenant.ts';

let fixture: ControlPlaneFixture;
let tenant: SeededTenant;
beforeAll(async () => {
  fixture = await startControlPlane();
});
beforeEach(async () => {
  tenant = await seedTenant(fixture, 'Acme');
});
afterAll(() => fixture.close());

const members = (member = '') =>
  `/api/workspaces/${tenant.workspaceId}/members${member === '' ? '' : `/${member}`}`;

function setRole(token: string, member: string, role: Role) {
  return fixture.send('PUT', members(member), { token, json: { role } });
}

describe('attack 72: roles', () => {
  it('only an owner appoints an owner', async () => {
    const body = (role: Role) => ({ id: randomUUID(), role, email: 'new@example.com' });
    for (const [caller, status] of [
      ['owner', 201],
      ['admin', 403],
      ['workspace key', 403],
    ] as const) {
      const token = tenant.tokens[caller];
      const answer = await fixture.send('POST', members(), { token, json: body('owner') });
      expect(answer.status).toBe(status);
    }
    const { admin, viewer } = tenant.memberIds;
    expect((await setRole(tenant.tokens.admin, viewer, 'owner')).status).toBe(403);
    expect((await setRole(tenant.tokens.admin, admin, 'owner')).status).toBe(403);
    expect((await setRole(tenant.tokens.owner, viewer, 'owner')).status).toBe(200);
  });

  it('only an owner takes the role from an owner', async () => {
    const { owner } = tenant.memberIds;
    for (const caller of ['admin', 'workspace key'] as const) {
      const token = tenant.tokens[caller];
      expect((await setRole(token, owner, 'viewer')).status).toBe(403);
      expect((await fixture.send('DELETE', members(owner), { token })).status).toBe(403);
    }
  });

  it('an admin appoints and removes admins, developers and viewers', async () => {
    const token = tenant.tokens.admin;
    for (const role of ['admin', 'developer', 'viewer'] as const) {
      expect((await setRole(token, tenant.memberIds.viewer, role)).status).toBe(200);
    }
    const answer = await fixture.send('DELETE', members(tenant.memberIds.viewer), { token });
    expect(answer.status).toBe(204);
  });

  it('a key appoints nobody who may do more than it', async () => {
    const { value } = await tenant.owner.call('createWorkspaceApiKey', {
      params: { workspace: tenant.workspaceId },
      body: { name: 'members only', scopes: ['members:read', 'members:write'] },
    });
    const json = { id: randomUUID(), role: 'viewer', email: 'new@example.com' };
    expect((await fixture.send('POST', members(), { token: value, json })).status).toBe(403);
    expect((await setRole(value ?? '', tenant.memberIds.viewer, 'admin')).status).toBe(403);
  });

  it('the last owner stays, whoever asks', async () => {
    const { owner } = tenant.memberIds;
    const token = tenant.tokens.owner;
    expect((await setRole(token, owner, 'admin')).status).toBe(409);
    expect((await fixture.send('DELETE', members(owner), { token })).status).toBe(409);
    expect((await setRole(token, tenant.memberIds.admin, 'owner')).status).toBe(200);
    expect((await fixture.send('DELETE', members(owner), { token })).status).toBe(204);
  });

  it('of two owners who remove each other at the same moment one stays', async () => {
    const { owner, admin } = tenant.memberIds;
    await setRole(tenant.tokens.owner, admin, 'owner');
    const answers = await Promise.all([
      fixture.send('DELETE', members(admin), { token: tenant.tokens.owner }),
      fixture.send('DELETE', members(owner), { token: tenant.tokens.admin }),
    ]);
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses[0]).toBe(204);
    expect([403, 404, 409]).toContain(statuses[1]);
  });
});

it('adding somebody twice is a conflict and changes nothing', async () => {
  const { viewer } = tenant.memberIds;
  const json = { id: viewer, role: 'admin', email: 'other@example.com' };
  const answer = await fixture.send('POST', members(), { token: tenant.tokens.owner, json });
  expect(answer.status).toBe(409);
  const { members: rows } = await tenant.owner.call('listWorkspaceMembers', {
    params: { workspace: tenant.workspaceId },
  });
  expect(rows.find(({ id }) => id === viewer)).toMatchObject({ role: 'viewer' });
});

it('a project lists the members of its workspace in the form of Ory', async () => {
  const rows = await tenant.owner.call('getProjectMembers', {
    params: { project: tenant.projectId },
  });
  expect(rows.map(({ role, source }) => `${role} of the ${source}`).toSorted()).toEqual([
    'admin of the workspace',
    'developer of the workspace',
    'owner of the workspace',
    'viewer of the workspace',
  ]);
});

describe('a member who is removed from a project', () => {
  const ofProject = (member: string) => `/api/projects/${tenant.projectId}/members/${member}`;

  it('leaves the workspace: what they had signed in with counts nowhere from then on', async () => {
    const token = tenant.tokens.developer;
    const exchange = await fixture.send('POST', `/api/projects/${tenant.projectId}/access`, {
      token,
    });
    const { access_token: key } = exchange.body as { access_token: string };
    const reach = async (credential: string) =>
      (await fixture.send('GET', `/api/projects/${tenant.projectId}`, { token: credential }))
        .status;
    expect([await reach(token), await reach(key)]).toEqual([200, 200]);
    const { developer } = tenant.memberIds;
    const answer = await fixture.send('DELETE', ofProject(developer), {
      token: tenant.tokens.admin,
    });
    expect(answer.status).toBe(204);
    expect([await reach(token), await reach(key)]).toEqual([404, 401]);
    const { events } = await tenant.owner.call('listAuditEvents', {
      params: { workspace: tenant.workspaceId },
      query: { page_size: 1 },
    });
    expect(events).toMatchObject([
      {
        action: 'member.removed',
        project_id: tenant.projectId,
        target: { type: 'member', id: developer },
      },
    ]);
  });

  it('is never the last owner, and an owner by the hand of an owner alone', async () => {
    const { owner, viewer } = tenant.memberIds;
    const remove = async (member: string, token: string) =>
      (await fixture.send('DELETE', ofProject(member), { token })).status;
    expect(await remove(owner, tenant.tokens.admin)).toBe(403);
    expect(await remove(owner, tenant.tokens.owner)).toBe(409);
    expect(await remove(viewer, tenant.tokens.developer)).toBe(403);
    expect(await remove(randomUUID(), tenant.tokens.owner)).toBe(404);
  });
});

it('every change of the members is in the audit log', async () => {
  const member = randomUUID();
  const params = { workspace: tenant.workspaceId };
  await tenant.owner.call('addWorkspaceMember', {
    params,
    body: { id: member, role: 'viewer', email: 'new@example.com' },
  });
  await tenant.owner.call('setWorkspaceMemberRole', {
    params: { ...params, member },
    body: { role: 'admin' },
  });
  await tenant.owner.call('removeWorkspaceMember', { params: { ...params, member } });
  const { events } = await tenant.owner.call('listAuditEvents', {
    params,
    query: { page_size: 3 },
  });
  expect(events.map(({ action, target }) => [action, target.id])).toEqual([
    ['member.removed', member],
    ['member.updated', member],
    ['member.added', member],
  ]);
});
