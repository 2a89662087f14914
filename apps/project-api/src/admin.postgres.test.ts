import { createApiKey, createProject } from '@gatehouse/administration';
import { consoleProjectSlug, permissions } from '@gatehouse/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../test/project-api-fixture.ts';
import { routeTable } from './routes/route-table.ts';

describe('/admin', () => {
  let api: ProjectApiFixture;
  let own: TestProject;
  let other: TestProject;

  beforeAll(async () => {
    api = await startProjectApi();
    [own, other] = await Promise.all([api.createProject(), api.createProject()]);
  });

  afterAll(() => api.close());

  const call = (path: string, options: { key?: string; method?: string; json?: unknown } = {}) =>
    api.send(`/p/${own.project.slug}/admin${path}`, {
      ...options,
      headers: { authorization: `Bearer ${options.key ?? own.apiKey}` },
    });

  const adminRoutes = routeTable.filter((route) => route.path.startsWith('/admin/'));
  const fillIn = (path: string) => path.replace('/admin', '').replaceAll(/:[a-z]+/gi, 'some');

  it('has no route without a guard: each refuses a request without a key', async () => {
    expect(adminRoutes.length).toBeGreaterThan(15);
    for (const route of adminRoutes) {
      const path = `/p/${own.project.slug}${route.path.replaceAll(/:[a-z]+/gi, 'some')}`;
      const answer = await api.send(path, { method: route.method });
      expect(answer.status, `${route.method} ${route.path}`).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="gatehouse"');
    }
  });

  it('attack 66: refuses a key of another project like one that never existed, on every route', async () => {
    const comparable = ({ status, headers, text }: Answer) => ({
      status,
      headers: { ...headers, date: '' },
      text,
    });
    for (const route of adminRoutes) {
      const ask = (key: string) => call(fillIn(route.path), { method: route.method, key });
      const [foreign, unknown] = await Promise.all([ask(other.apiKey), ask('gh_pak_unknown')]);
      expect(comparable(foreign), route.path).toEqual(comparable(unknown));
      expect(foreign.status).toBe(401);
    }
  });

  it('tells the holder of a workspace key that it has to be exchanged', async () => {
    const { workspaceId, by } = await api.tenants.createWorkspace();
    const { value } = await createApiKey(api.tenants, {
      owner: { kind: 'workspace', workspaceId },
      by: { ...by, permissions: new Set(permissions) },
      name: 'A workspace key',
    });
    const answer = await call('/clients', { key: value });
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('/projects/{project_id}/access');
  });

  it('refuses a key that lacks the permission of the route and says which it lacks', async () => {
    const { projectId, workspaceId } = own.project;
    const { by } = await api.tenants.createWorkspace();
    const { value } = await createApiKey(api.tenants, {
      owner: { kind: 'project', projectId, workspaceId },
      by: { ...by, permissions: new Set(permissions) },
      name: 'Reads clients',
      scopes: ['clients:read'],
    });
    expect((await call('/clients', { key: value })).status).toBe(200);
    const refused = await call('/clients', { key: value, json: {} });
    expect(refused.status).toBe(403);
    expect(refused.json).toMatchObject({ error: 'insufficient_scope', status_code: 403 });
    expect(refused.text).toContain('clients:write');
  });

  it('refuses a key from the moment on that it expires', async () => {
    const { projectId, workspaceId } = own.project;
    const { by } = await api.tenants.createWorkspace();
    const { value } = await createApiKey(api.tenants, {
      owner: { kind: 'project', projectId, workspaceId },
      by: { ...by, permissions: new Set(permissions) },
      name: 'Short',
      expiresAt: new Date((api.tenants.clock.nowSeconds() + 60) * 1000),
    });
    expect((await call('/clients', { key: value })).status).toBe(200);
    api.tenants.clock.advance(61);
    expect((await call('/clients', { key: value })).status).toBe(401);
    api.tenants.clock.advance(-61);
  });

  it("is not there for the console's own project", async () => {
    const { by } = await api.tenants.createWorkspace();
    const console = {
      workspaceId: null,
      name: 'Console',
      environment: 'prod',
      slug: consoleProjectSlug,
    } as const;
    await createProject(api.tenants, console, by);
    const headers = { authorization: `Bearer ${own.apiKey}` };
    const answer = await api.send(`/p/${consoleProjectSlug}/admin/clients`, { headers });
    expect(answer.status).toBe(404);
    expect((await api.send(`/p/${consoleProjectSlug}/.well-known/jwks.json`)).status).toBe(200);
  });

  it('leads through a list by its links, filters included, and shows every client once', async () => {
    const paged = await api.createProject();
    for (let index = 0; index < 5; index += 1) {
      await paged.createClient({ client_id: `c${index}`, owner: 'somebody' });
    }
    await paged.createClient({ client_id: 'left-out', owner: 'else' });
    const seen: unknown[] = [];
    let target = `/p/${paged.project.slug}/admin/clients?page_size=2&page_token=&owner=somebody`;
    while (target !== '') {
      const headers = { authorization: `Bearer ${paged.apiKey}` };
      const answer = await api.send(target, { headers });
      expect(answer.status).toBe(200);
      seen.push(
        ...JSON.parse(answer.text).map((client: { client_id: string }) => client.client_id),
      );
      const next = /<([^>]+)>; rel="next"/.exec(String(answer.headers['link']));
      target = next?.[1]?.replace('http://localhost:4000', '') ?? '';
    }
    expect(seen.toSorted()).toEqual(['c0', 'c1', 'c2', 'c3', 'c4']);
  });

  it.each(['0', '501', '-1', '1.5', 'x', '1e2'])('refuses the page size %s', async (pageSize) => {
    const answer = await call(`/clients?page_size=${pageSize}`);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error: 'invalid_request', status_code: 400 });
  });

  it('refuses a query parameter that comes twice', async () => {
    expect((await call('/clients?page_size=1&page_size=2')).status).toBe(400);
    expect(
      (await call('/oauth2/tokens?client_id=a&client_id=b', { method: 'DELETE' })).status,
    ).toBe(400);
  });

  it("writes each change into the workspace's audit log, with the key that made it", async () => {
    const created = await call('/clients', { json: { client_id: 'audited' } });
    expect(created.status).toBe(201);
    expect(created.headers['location']).toMatch(/\/admin\/clients\/audited$/);
    const { workspaceId } = own.project;
    const events =
      workspaceId === null
        ? []
        : await api.tenants.store.withWorkspace(workspaceId, (tx) =>
            tx.auditEvents({ limit: 10, after: undefined }, { action: 'client.created' }),
          );
    expect(events.find((event) => event.targetId === 'audited')).toMatchObject({
      actor: { kind: 'project_api_key', name: 'A key' },
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('attack 96: refuses hostile JSON, and writes nothing', async () => {
    for (const body of ['{"a":1', '{"__proto__":{}}', '{"client_id":"x","client_id":"y"}', '']) {
      const answer = await api.send(`/p/${own.project.slug}/admin/clients`, {
        method: 'POST',
        body,
        headers: { authorization: `Bearer ${own.apiKey}`, 'content-type': 'application/json' },
      });
      expect(answer.status, body).toBe(400);
    }
    expect((await call('/clients/x')).status).toBe(404);
    expect((await call('/clients/y')).status).toBe(404);
  });
});
