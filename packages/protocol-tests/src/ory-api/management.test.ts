import { beforeAll, describe, expect, it } from 'vitest';
import { sendHttp } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';

const api = managementApi();
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe("Ory's management API", () => {
  let project: ProjectApi;

  beforeAll(async () => {
    project = await api.createProject('Shown');
  });

  it('ORY-createProject-1 a project has every field that the decoder of the CLI requires', async () => {
    const answer = await api.call('/projects', {
      method: 'POST',
      json: { name: 'Complete', environment: 'stage', workspace_id: api.workspaceId },
    });
    expect(answer.status).toBe(201);
    expect(answer.json()).toMatchObject({
      name: 'Complete',
      environment: 'stage',
      state: 'running',
      home_region: 'global',
      workspace_id: api.workspaceId,
      organizations: [],
      cors_admin: { enabled: false, origins: [] },
      cors_public: { enabled: false, origins: [] },
    });
    expect(answer.stringAt('id')).toMatch(uuid);
    expect(answer.stringAt('revision_id')).toMatch(uuid);
    expect(answer.stringAt('slug')).toMatch(/^[a-z0-9-]+$/);
    expect(answer.json()['services']).toMatchObject({ oauth2: { config: {} } });
  });

  it('ORY-createProject-2 two projects of one name have two slugs', async () => {
    const [first, second] = await Promise.all([
      api.createProject('Twin'),
      api.createProject('Twin'),
    ]);
    expect(first.address.slug).not.toBe(second.address.slug);
  });

  it('ORY-createProject-3 a project answers at its own address as soon as it is created', async () => {
    const fresh = await api.createProject();
    expect((await fresh.get('/.well-known/openid-configuration')).status).toBe(200);
    expect(await fresh.isActive(await fresh.issueToken(await fresh.createClient()))).toBe(true);
  });

  it.each([
    {},
    { name: 'x' },
    { environment: 'dev' },
    { name: '', environment: 'dev' },
    { name: 'x', environment: 'production' },
    { name: 'x'.repeat(101), environment: 'dev' },
  ])(
    'ORY-createProject-4 a body that breaks the contract is 400 with the reason: %j',
    async (json) => {
      const answer = await api.call('/projects', { method: 'POST', json });
      expect(answer.status).toBe(400);
      expect(answer.json()['error']).toMatchObject({
        code: 400,
        status: 'Bad Request',
        id: 'invalid_request',
      });
    },
  );

  it('ORY-listProjects-1 the list is a bare array of project metadata', async () => {
    const found = (await api.call('/projects'))
      .jsonList()
      .find((item) => item['id'] === project.address.id);
    expect(found).toMatchObject({ name: 'Shown', slug: project.address.slug, state: 'running' });
    expect(Array.isArray(found?.['hosts'])).toBe(true);
  });

  it('ORY-listWorkspaceProjects-1 the list of a workspace has its pages in the body', async () => {
    const answer = await api.call(`/workspaces/${api.workspaceId}/projects?page_size=1`);
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ has_next_page: true });
    expect(answer.json()['projects']).toHaveLength(1);
    expect(answer.stringAt('next_page')).not.toBe('');
  });

  it('ORY-patchProject-1 every change of the settings is a new revision, and answers with warnings', async () => {
    const before = (await api.call(`/projects/${project.address.id}`)).stringAt('revision_id');
    const answer = await api.call(`/projects/${project.address.id}`, {
      method: 'PATCH',
      json: [{ op: 'replace', path: '/name', value: 'Renamed' }],
    });
    expect(answer.status).toBe(200);
    expect(Array.isArray(answer.json()['warnings'])).toBe(true);
    expect(answer.json()['project']).toMatchObject({ name: 'Renamed' });
    await api.patchProject(project.address.id, [
      { op: 'add', path: '/services/oauth2/config/ttl', value: { access_token: '30m' } },
    ]);
    const after = (await api.call(`/projects/${project.address.id}`)).stringAt('revision_id');
    expect(after).not.toBe(before);
  });

  it('ORY-patchProjectWithRevision-1 of two writers with one revision the second is refused', async () => {
    const own = await api.createProject();
    const path = `/projects/${own.address.id}`;
    const revision = (await api.call(path)).stringAt('revision_id');
    const write = (lifetime: string) =>
      api.call(`${path}/revision/${revision}`, {
        method: 'PATCH',
        json: [
          { op: 'add', path: '/services/oauth2/config/ttl', value: { access_token: lifetime } },
        ],
      });
    const answers = await Promise.all([write('10m'), write('20m')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });

  it('ORY-createProjectApiKey-1 a key is shown once, works at once, and is dead when it is deleted', async () => {
    const path = `/projects/${project.address.id}/tokens`;
    const created = await api.call(path, { method: 'POST', json: { name: 'Once' } });
    expect(created.status).toBe(201);
    const value = created.stringAt('value');
    expect(value).toMatch(/^gh_pak_/);
    const holder = project.withKey(value);
    expect((await holder.admin('/clients')).status).toBe(200);
    const listed = (await api.call(path)).jsonList().find(({ name }) => name === 'Once');
    expect(listed).not.toHaveProperty('value');
    expect(value.endsWith(String(listed?.['last_characters']))).toBe(true);
    const deleted = await api.call(`${path}/${created.stringAt('id')}`, { method: 'DELETE' });
    expect(deleted.status).toBe(204);
    expect((await holder.admin('/clients')).status).toBe(401);
  });

  it('ORY-createProjectApiKey-2 a key past its expiry is refused', async () => {
    const path = `/projects/${project.address.id}/tokens`;
    const created = await api.call(path, {
      method: 'POST',
      json: { name: 'Brief', expires_at: new Date(Date.now() + 1_500).toISOString() },
    });
    expect(created.status).toBe(201);
    const holder = project.withKey(created.stringAt('value'));
    expect((await holder.admin('/clients')).status).toBe(200);
    await expect
      .poll(async () => (await holder.admin('/clients')).status, { timeout: 6_000, interval: 200 })
      .toBe(401);
  });

  it('ORY-purgeProject-1 a deleted project is gone everywhere, and its slug is never used again', async () => {
    const doomed = await api.createProject('Doomed');
    const token = await doomed.issueToken(await doomed.createClient());
    const deleted = await api.call(`/projects/${doomed.address.id}`, { method: 'DELETE' });
    expect(deleted.status).toBe(204);
    expect((await api.call(`/projects/${doomed.address.id}`)).status).toBe(404);
    const gone = [
      await doomed.get('/.well-known/jwks.json'),
      await doomed.admin('/clients'),
      await doomed.adminIntrospect(token),
    ];
    for (const answer of gone) expect([401, 404]).toContain(answer.status);
    expect(gone[0]?.status).toBe(404);
  });

  it('ORY-patchProject-2 a halted project serves nothing and comes back with its tokens', async () => {
    const own = await api.createProject();
    const client = await own.createClient();
    const token = await own.issueToken(client);
    await api.patchProject(own.address.id, [{ op: 'replace', path: '/state', value: 'halted' }]);
    const refused = await own.token({ as: client, form: { grant_type: 'client_credentials' } });
    expect(refused.status).toBe(503);
    await api.patchProject(own.address.id, [{ op: 'replace', path: '/state', value: 'running' }]);
    expect(await own.isActive(token)).toBe(true);
  });

  it('ORY-listWorkspaces-1 the workspace of the key is listed with the fields of the decoder', async () => {
    const answer = await api.call('/workspaces');
    expect(answer.json()).toMatchObject({ has_next_page: false, next_page_token: '' });
    const [workspace] = answer.json()['workspaces'] as Record<string, unknown>[];
    expect(workspace).toMatchObject({
      id: api.workspaceId,
      name: 'local',
      subscription_plan: null,
    });
  });

  it('ORY-createWorkspaceApiKey-1 a workspace key manages projects and never reaches their data', async () => {
    const created = await api.call(`/workspaces/${api.workspaceId}/tokens`, {
      method: 'POST',
      json: { name: 'Terraform' },
    });
    const value = created.stringAt('value');
    expect(value).toMatch(/^gh_wak_/);
    expect((await api.call('/projects', { key: value })).status).toBe(200);
    expect([401, 403]).toContain((await project.withKey(value).admin('/clients')).status);
  });

  it('ORY-createWorkspaceApiKey-2 no key makes a key that may do more than itself', async () => {
    const limited = await api.call(`/workspaces/${api.workspaceId}/tokens`, {
      method: 'POST',
      json: { name: 'Limited', scopes: ['projects:read', 'api-keys:write'] },
    });
    const key = limited.stringAt('value');
    const path = `/workspaces/${api.workspaceId}/tokens`;
    const attempt = await api.call(path, {
      method: 'POST',
      key,
      json: { name: 'More', scopes: ['projects:delete'] },
    });
    expect([400, 403]).toContain(attempt.status);
    expect(
      (await api.call(`/projects/${project.address.id}`, { key, method: 'DELETE' })).status,
    ).toBe(403);
  });

  it('ORY-genericError-1 an error has code, status, message, request id and a stable id', async () => {
    const answer = await api.call(`/projects/11111111-1111-4111-8111-111111111111`);
    expect(answer.status).toBe(404);
    expect(answer.json()['error']).toMatchObject({
      code: 404,
      status: 'Not Found',
      id: 'not_found',
    });
    expect((answer.json()['error'] as { request: string }).request).toMatch(/\S{8,}/);
  });

  it('ORY-metadata-1 liveness, readiness and the documentation are public', async () => {
    const { origin } = new URL(runningProduct().url);
    for (const path of ['/health/alive', '/health/ready', '/api/docs']) {
      const answer = await sendHttp({ origin, path });
      expect(answer.status, path).toBeLessThan(400);
    }
    const alive = await sendHttp({ origin, path: '/health/alive' });
    expect(alive.json()).toEqual({ status: 'ok' });
  });
});
