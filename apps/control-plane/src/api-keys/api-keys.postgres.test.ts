import { randomUUID } from 'node:crypto';
import { rolePermissions } from '@gatehouse/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlPlaneFixture, startControlPlane } from '../../test/control-plane-fixture.ts';
import { clientFor, type SeededTenant, seedTenant } from '../../test/seeded-tenant.ts';

let fixture: ControlPlaneFixture;
let tenant: SeededTenant;
let other: SeededTenant;
beforeAll(async () => {
  fixture = await startControlPlane();
  tenant = await seedTenant(fixture, 'Acme');
  other = await seedTenant(fixture, 'Globex');
});
afterAll(() => fixture.close());

const ofWorkspace = () => ({ params: { workspace: tenant.workspaceId } });
const ofProject = () => ({ params: { project: tenant.projectId } });
const projectTarget = () => `/api/projects/${tenant.projectId}`;

const inSeconds = (seconds: number) =>
  new Date((fixture.dependencies.clock.nowSeconds() + seconds) * 1000).toISOString();

describe('an API key', () => {
  it('is shown once, where it is made', async () => {
    const created = await tenant.owner.call('createProjectApiKey', {
      ...ofProject(),
      body: { name: 'Deploy', scopes: ['clients:read'], expires_at: null },
    });
    expect(created.value).toMatch(/^gh_pak_/);
    expect(created.value?.endsWith(created.last_characters)).toBe(true);
    const listed = await tenant.owner.call('listProjectApiKeys', ofProject());
    const { value: _, ...rest } = created;
    expect(listed).toContainEqual(rest);
    expect(JSON.stringify(listed)).not.toContain(created.value);
  });

  it('carries what such a key usually needs where no scopes are named, as far as its maker has it', async () => {
    const byOwner = await tenant.owner.call('createWorkspaceApiKey', {
      ...ofWorkspace(),
      body: { name: 'usual' },
    });
    expect(byOwner.scopes.toSorted()).toEqual([...rolePermissions.developer].toSorted());
  });

  it('is refused from its deletion on', async () => {
    const { id, value } = await tenant.owner.call('createWorkspaceApiKey', {
      ...ofWorkspace(),
      body: { name: 'short' },
    });
    const use = () => fixture.send('GET', '/api/projects', { token: value });
    expect((await use()).status).toBe(200);
    const params = { workspace: tenant.workspaceId, token_id: id };
    await tenant.owner.call('deleteWorkspaceApiKey', { params });
    expect((await use()).status).toBe(401);
  });

  it('that has expired is refused, and none is made that has', async () => {
    const answer = await fixture.send('POST', `${projectTarget()}/tokens`, {
      token: tenant.tokens.owner,
      json: { name: 'past', expires_at: inSeconds(-1) },
    });
    expect(answer.status).toBe(400);
    const { value } = await tenant.owner.call('createProjectApiKey', {
      ...ofProject(),
      body: { name: 'soon', expires_at: inSeconds(2) },
    });
    await expect
      .poll(async () => (await fixture.send('GET', projectTarget(), { token: value })).status, {
        timeout: 10_000,
        interval: 200,
      })
      .toBe(401);
  });

  it('changed in any character is refused', async () => {
    const value = tenant.tokens['workspace key'];
    for (let index = 0; index < value.length; index += 7) {
      const changed = value[index] === 'A' ? 'B' : 'A';
      const token = value.slice(0, index) + changed + value.slice(index + 1);
      expect((await fixture.send('GET', '/api/projects', { token })).status).toBe(401);
    }
  });

  it('carries nothing that its maker does not have', async () => {
    const limited = await tenant.owner.call('createWorkspaceApiKey', {
      ...ofWorkspace(),
      body: { name: 'limited', scopes: ['api-keys:write', 'projects:read'] },
    });
    for (const scopes of [['projects:write'], ['projects:read', 'workspace:write']]) {
      const answer = await fixture.send('POST', `/api/workspaces/${tenant.workspaceId}/tokens`, {
        token: limited.value,
        json: { name: 'more', scopes },
      });
      expect(answer.status).toBe(403);
    }
  });

  it('makes none that outlives it', async () => {
    const expiresAt = inSeconds(3600);
    const limited = await tenant.owner.call('createWorkspaceApiKey', {
      ...ofWorkspace(),
      body: {
        name: 'for an hour',
        expires_at: expiresAt,
        scopes: ['api-keys:write', 'projects:read'],
      },
    });
    const key = clientFor(fixture, limited.value ?? '');
    const child = await key.call('createWorkspaceApiKey', {
      ...ofWorkspace(),
      body: { name: 'child', scopes: ['projects:read'] },
    });
    expect(child.expires_at).toBe(expiresAt);
    const longer = { name: 'longer', scopes: ['projects:read'], expires_at: inSeconds(7200) };
    const answer = await fixture.send('POST', `/api/workspaces/${tenant.workspaceId}/tokens`, {
      token: limited.value,
      json: longer,
    });
    expect(answer.status).toBe(403);
  });

  it('of a project carries nothing that reaches beyond it', async () => {
    for (const scope of ['workspace:read', 'projects:delete', 'api-keys:write', 'members:read']) {
      const answer = await fixture.send('POST', `${projectTarget()}/tokens`, {
        token: tenant.tokens.owner,
        json: { name: 'wide', scopes: [scope] },
      });
      expect(answer.status).toBe(400);
    }
  });

  it('is not deleted under the id of another tenant', async () => {
    const [foreign] = await other.owner.call('listProjectApiKeys', {
      params: { project: other.projectId },
    });
    for (const id of [foreign?.id ?? '', randomUUID()]) {
      const answer = await fixture.send('DELETE', `${projectTarget()}/tokens/${id}`, {
        token: tenant.tokens.owner,
      });
      expect(answer.status).toBe(404);
    }
    const still = await fixture.send('GET', `/api/projects/${other.projectId}`, {
      token: other.tokens['project key'],
    });
    expect(still.status).toBe(200);
  });
});

it('attack 73: nobody makes a key without a credential, or for somebody else', async () => {
  const target = `/api/workspaces/${tenant.workspaceId}/tokens`;
  expect((await fixture.send('POST', target, { json: { name: 'a' } })).status).toBe(401);
  for (const name of ['owner_id', 'user_id', 'workspace_id', 'project_id', 'created_by', 'value']) {
    const json = { name: 'a', [name]: randomUUID() };
    expect((await fixture.send('POST', target, { token: tenant.tokens.owner, json })).status).toBe(
      400,
    );
  }
});

describe('the exchange for a project key', () => {
  it('gives what the caller may do in that project, for a quarter of an hour', async () => {
    const viewer = clientFor(fixture, tenant.tokens.viewer);
    const access = await viewer.call('createProjectAccess', {
      params: { project_id: tenant.projectId },
    });
    expect(access.expires_in).toBe(900);
    expect(access.scopes.toSorted()).toEqual(
      [
        'clients:read',
        'issuers:read',
        'jwks:read',
        'projects:read',
        'settings:read',
        'traces:read',
        'usage:read',
      ].toSorted(),
    );
    const { status } = await fixture.send('GET', projectTarget(), { token: access.access_token });
    expect(status).toBe(200);
  });

  it('opens to a workspace key what it does not reach by itself', async () => {
    const token = tenant.tokens['workspace key'];
    const target = `${projectTarget()}/clients`;
    expect((await fixture.send('GET', target, { token })).status).toBe(403);
    const { access_token } = await clientFor(fixture, token).call('createProjectAccess', {
      params: { project_id: tenant.projectId },
    });
    expect((await fixture.send('GET', target, { token: access_token })).status).toBe(200);
  });

  it('is not repeated with what it gave, and what it gave is not listed', async () => {
    const { access_token } = await tenant.owner.call('createProjectAccess', {
      params: { project_id: tenant.projectId },
    });
    const again = await fixture.send('POST', `${projectTarget()}/access`, { token: access_token });
    expect(again.status).toBe(403);
    const listed = await tenant.owner.call('listProjectApiKeys', ofProject());
    expect(listed.filter(({ name }) => name.startsWith('Exchanged'))).toEqual([]);
  });

  it('keeps naming who it was: what is done with it is done by them', async () => {
    const { access_token } = await tenant.owner.call('createProjectAccess', {
      params: { project_id: tenant.projectId },
    });
    await clientFor(fixture, access_token).call('createProjectClient', {
      params: { project_id: tenant.projectId },
      body: { client_name: 'By exchange', grant_types: ['client_credentials'] },
    });
    const { events } = await tenant.owner.call('listAuditEvents', {
      ...ofWorkspace(),
      query: { action: 'client.created', page_size: 1 },
    });
    expect(events[0]?.actor).toMatchObject({ kind: 'member', id: tenant.memberIds.owner });
  });
});
