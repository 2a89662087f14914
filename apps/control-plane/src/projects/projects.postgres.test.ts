import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ControlPlaneFixture, startControlPlane } from '../../test/control-plane-fixture.ts';
import { clientFor, type SeededTenant, seedTenant } from '../../test/seeded-tenant.ts';

let fixture: ControlPlaneFixture;
let tenant: SeededTenant;
let params: { project_id: string };
beforeAll(async () => {
  fixture = await startControlPlane();
});
beforeEach(async () => {
  tenant = await seedTenant(fixture, 'Acme');
  params = { project_id: tenant.projectId };
});
afterAll(() => fixture.close());

const lifetime = '/services/oauth2/config/ttl/access_token';

function patch(body: unknown, token = tenant.tokens.owner) {
  return fixture.send('PATCH', `/api/projects/${tenant.projectId}`, { token, json: body });
}

describe('a project', () => {
  it('is created with address, issuer, first revision and the fields that Ory requires', async () => {
    const created = await tenant.owner.call('createProject', {
      body: { name: 'Shop', environment: 'prod', workspace_id: tenant.workspaceId },
    });
    expect(created).toMatchObject({
      name: 'Shop',
      environment: 'prod',
      state: 'running',
      home_region: 'global',
      workspace_id: tenant.workspaceId,
      organizations: [],
      services: { oauth2: { config: {} } },
      cors_public: { enabled: false, origins: [] },
    });
    expect(created.url).toBe(`http://localhost:4000/p/${created.slug}`);
    const { revisions } = await tenant.owner.call('listProjectRevisions', {
      params: { project_id: created.id },
    });
    expect(revisions).toMatchObject([{ id: created.revision_id, number: 1, changes: [] }]);
  });

  it('goes into the only workspace of its creator where none is named', async () => {
    const body = { name: 'Shop', environment: 'dev' } as const;
    for (const caller of ['owner', 'workspace key'] as const) {
      const created = await clientFor(fixture, tenant.tokens[caller]).call('createProject', {
        body,
      });
      expect(created.workspace_id).toBe(tenant.workspaceId);
    }
    await tenant.owner.call('createWorkspace', { body: { name: 'Second' } });
    const answer = await fixture.send('POST', '/api/projects', {
      token: tenant.tokens.owner,
      json: body,
    });
    expect(answer.status).toBe(400);
  });

  it('is the only one that its key lists', async () => {
    await tenant.owner.call('createProject', { body: { name: 'Other', environment: 'dev' } });
    const key = clientFor(fixture, tenant.tokens['project key']);
    expect(await key.call('listProjects', {})).toMatchObject([{ id: tenant.projectId }]);
    expect(await tenant.owner.call('listProjects', {})).toHaveLength(2);
  });

  it('is listed page by page within its workspace', async () => {
    for (const name of ['B', 'C']) {
      await tenant.owner.call('createProject', { body: { name, environment: 'dev' } });
    }
    const names: string[] = [];
    let token = '';
    do {
      const page = await tenant.owner.call('listWorkspaceProjects', {
        params: { workspace: tenant.workspaceId },
        query: { page_size: 2, page_token: token },
      });
      names.push(...page.projects.map(({ name }) => name));
      token = page.next_page;
    } while (token !== '');
    expect(names).toEqual(['Acme project', 'B', 'C']);
  });

  it('is halted, renamed and moved to another environment by a patch, audited with before and after', async () => {
    const { project } = await tenant.owner.call('patchProject', {
      params,
      body: [
        { op: 'replace', path: '/state', value: 'halted' },
        { op: 'replace', path: '/name', value: 'Renamed' },
        { op: 'replace', path: '/environment', value: 'stage' },
      ],
    });
    expect(project).toMatchObject({ state: 'halted', name: 'Renamed', environment: 'stage' });
    const { events } = await tenant.owner.call('listAuditEvents', {
      params: { workspace: tenant.workspaceId },
      query: { action: 'project.updated', project_id: tenant.projectId },
    });
    expect(events[0]?.changes).toEqual({
      state: { before: 'running', after: 'halted' },
      name: { before: 'Acme project', after: 'Renamed' },
      environment: { before: 'dev', after: 'stage' },
    });
  });

  it('is not renamed by a key that may only change settings', async () => {
    const key = tenant.tokens['project key'];
    const body = [{ op: 'replace', path: '/name', value: 'Renamed' }];
    expect((await patch(body, key)).status).toBe(403);
    expect((await patch([{ op: 'add', path: lifetime, value: '2h' }], key)).status).toBe(200);
  });

  it('that was purged is as if it had never been, and its key with it', async () => {
    await tenant.owner.call('purgeProject', { params });
    const target = `/api/projects/${tenant.projectId}`;
    for (const path of ['', '/revisions', '/clients', '/usage', '/traces', '/members', '/tokens']) {
      const answer = await fixture.send('GET', target + path, { token: tenant.tokens.owner });
      expect([path, answer.status]).toEqual([path, 404]);
    }
    for (const path of ['', '/access']) {
      const method = path === '' ? 'DELETE' : 'POST';
      const answer = await fixture.send(method, target + path, { token: tenant.tokens.owner });
      expect(answer.status).toBe(404);
    }
    const byKey = await fixture.send('GET', target, { token: tenant.tokens['project key'] });
    expect(byKey.status).toBe(401);
    const { events } = await tenant.owner.call('listAuditEvents', {
      params: { workspace: tenant.workspaceId },
      query: { action: 'project.purged' },
    });
    expect(events).toMatchObject([{ target: { id: tenant.projectId } }]);
  });
});

describe('settings', () => {
  it('are changed by a patch, as a revision with author and difference', async () => {
    const { project, warnings } = await tenant.owner.call('patchProject', {
      params,
      body: [{ op: 'replace', path: lifetime, value: '2h' }],
    });
    expect(warnings).toEqual([]);
    expect(project.services.oauth2.config).toEqual({ ttl: { access_token: '2h' } });
    const read = await tenant.owner.call('getProject', { params });
    expect(read).toEqual(project);
    const { revisions } = await tenant.owner.call('listProjectRevisions', { params });
    expect(revisions[0]).toMatchObject({
      id: project.revision_id,
      number: 2,
      author: { kind: 'member', id: tenant.memberIds.owner },
      changes: [{ op: 'add', path: '/services/oauth2/config/ttl', value: { access_token: '2h' } }],
    });
  });

  it('that have no effect are kept and warned about', async () => {
    const answer = await patch([
      { op: 'add', path: '/services/identity/config/selfservice/default', value: { a: [1] } },
    ]);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        project: { services: { identity: { config: { selfservice: { default: { a: [1] } } } } } },
        warnings: [{ code: 1, message: expect.stringContaining('selfservice') }],
      },
    });
  });

  it.each([
    [[{ op: 'add', path: lifetime, value: 'soon' }], 'services.oauth2.config.ttl.access_token'],
    [
      [{ op: 'add', path: '/services/oauth2/config/strategies/access_token', value: 'x' }],
      'opaque',
    ],
    [[{ op: 'add', path: '/cors_public/origins', value: ['*'] }], 'origin'],
    [[{ op: 'replace', path: '/state', value: 'deleted' }], 'state'],
    [[{ op: 'remove', path: '/services' }], 'services'],
    [[{ op: 'add', path: '/name/x', value: 1 }], 'body.0'],
    [[{ op: 'replace', path: '/nothing/here', value: 1 }], 'body.0'],
  ])('a patch like %j is refused, names the place, and changes nothing', async (body, named) => {
    const before = await tenant.owner.call('getProject', { params });
    const answer = await patch(body);
    expect(answer.status).toBe(400);
    expect(answer.text).toContain(named);
    expect(await tenant.owner.call('getProject', { params })).toEqual(before);
  });

  it('are replaced as a whole by a put, and complete after it', async () => {
    await tenant.owner.call('patchProject', {
      params,
      body: [{ op: 'add', path: lifetime, value: '2h' }],
    });
    const { project } = await tenant.owner.call('setProject', {
      params,
      body: {
        name: 'Put',
        organizations: [],
        cors_admin: {},
        cors_public: { enabled: true, origins: ['https://app.example.com'] },
        services: {},
      },
    });
    expect(project).toMatchObject({
      name: 'Put',
      state: 'running',
      cors_admin: { enabled: false, origins: [] },
      cors_public: { enabled: true, origins: ['https://app.example.com'] },
      services: { oauth2: { config: {} } },
    });
  });

  it('larger than 64 KiB are refused, also where they grow by small steps', async () => {
    const chunk = 'x'.repeat(30_000);
    const grow = (name: string) => [
      { op: 'add', path: `/services/identity/config/${name}`, value: chunk },
    ];
    expect((await patch(grow('a'))).status).toBe(200);
    expect((await patch(grow('b'))).status).toBe(200);
    expect((await patch(grow('c'))).status).toBe(400);
  });

  it('changed by nothing make no revision and no audit event', async () => {
    const before = await tenant.owner.call('getProject', { params });
    const { project } = await tenant.owner.call('patchProject', { params, body: [] });
    expect(project.revision_id).toBe(before.revision_id);
  });

  it('patched for a revision that is no longer current are a conflict', async () => {
    const { revision_id } = await tenant.owner.call('getProject', { params });
    const patchFor = (value: string) =>
      fixture.send('PATCH', `/api/projects/${tenant.projectId}/revision/${revision_id}`, {
        token: tenant.tokens.owner,
        json: [{ op: 'add', path: lifetime, value }],
      });
    expect((await patchFor('2h')).status).toBe(200);
    expect(await patchFor('3h')).toMatchObject({
      status: 409,
      body: { error: { id: 'revision_conflict' } },
    });
  });

  it('patched by many at the same moment lose no change', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const answers = await Promise.all(
      names.map((name) =>
        patch([{ op: 'add', path: `/services/identity/config/${name}`, value: true }]),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
    const { services } = await tenant.owner.call('getProject', { params });
    expect(Object.keys(services.identity.config).toSorted()).toEqual(names);
    const { revisions } = await tenant.owner.call('listProjectRevisions', { params });
    expect(revisions.map(({ number }) => number)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });

  it('go back to a former revision as a new one', async () => {
    const first = await tenant.owner.call('getProject', { params });
    await tenant.owner.call('patchProject', {
      params,
      body: [{ op: 'add', path: lifetime, value: '2h' }],
    });
    const { project } = await tenant.owner.call('revertProjectRevision', {
      params: { ...params, revision_id: first.revision_id },
    });
    expect(project.services).toEqual(first.services);
    expect(project.revision_id).not.toBe(first.revision_id);
    const revision = await tenant.owner.call('getProjectRevision', {
      params: { ...params, revision_id: project.revision_id },
    });
    expect(revision).toMatchObject({
      number: 3,
      changes: [{ op: 'remove', path: '/services/oauth2/config/ttl' }],
    });
  });

  it('do not go back to a revision of another project', async () => {
    const other = await tenant.owner.call('createProject', {
      body: { name: 'Other', environment: 'dev' },
    });
    for (const revision of [other.revision_id, randomUUID()]) {
      const target = `/api/projects/${tenant.projectId}/revisions/${revision}`;
      const token = tenant.tokens.owner;
      expect((await fixture.send('GET', target, { token })).status).toBe(404);
      expect((await fixture.send('POST', `${target}/revert`, { token })).status).toBe(404);
    }
  });
});

describe('attack 71: fields that are not the caller’s to set', () => {
  const foreign = { id: randomUUID(), workspace_id: randomUUID(), slug: 'mine', revision_id: 'x' };

  it.each(Object.entries(foreign))('a patch of /%s is refused', async (name, value) => {
    for (const op of ['add', 'replace']) {
      expect((await patch([{ op, path: `/${name}`, value }])).status).toBe(400);
    }
  });

  it.each([
    ...Object.entries(foreign),
    ['created_at', '2020-01-01T00:00:00Z'],
    ['state', 'deleted'],
    ['organizations', [{ id: 'x' }]],
  ])('a put with %s is refused', async (name, value) => {
    const document = {
      name: 'a',
      organizations: [],
      cors_admin: {},
      cors_public: {},
      services: {},
    };
    const answer = await fixture.send('PUT', `/api/projects/${tenant.projectId}`, {
      token: tenant.tokens.owner,
      json: { ...document, [name]: value },
    });
    expect(answer.status).toBe(400);
  });

  it.each([
    ['POST', 'projects', { name: 'a', environment: 'dev', slug: 'mine' }],
    ['POST', 'projects', { name: 'a', environment: 'dev', state: 'running' }],
    ['POST', 'workspaces', { name: 'a', id: randomUUID() }],
    ['POST', 'workspaces', { name: 'a', owner: randomUUID() }],
  ])('%s /%s with %j is refused', async (method, path, json) => {
    const answer = await fixture.send(method, `/api/${path}`, {
      token: tenant.tokens.owner,
      json,
    });
    expect(answer.status).toBe(400);
  });

  it('a member gives themselves no role', async () => {
    const target = `/api/workspaces/${tenant.workspaceId}/members/${tenant.memberIds.developer}`;
    const token = tenant.tokens.developer;
    const answer = await fixture.send('PUT', target, { token, json: { role: 'owner' } });
    expect(answer.status).toBe(403);
    const withMore = await fixture.send('PUT', target, {
      token: tenant.tokens.owner,
      json: { role: 'viewer', workspace_id: randomUUID() },
    });
    expect(withMore.status).toBe(400);
  });
});
