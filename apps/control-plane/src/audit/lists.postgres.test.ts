// Every list of the API: its order, its pages, and cursors that nobody makes up or carries elsewhere.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlPlaneFixture, startControlPlane } from '../../test/control-plane-fixture.ts';
import { type SeededTenant, seedTenant } from '../../test/seeded-tenant.ts';

let fixture: ControlPlaneFixture;
let acme: SeededTenant;
let globex: SeededTenant;

beforeAll(async () => {
  fixture = await startControlPlane();
  acme = await seedTenant(fixture, 'Acme');
  globex = await seedTenant(fixture, 'Globex');
  for (const tenant of [acme, globex]) {
    for (const name of ['A', 'B', 'C']) {
      await tenant.owner.call('createProject', {
        body: { name, environment: 'dev', workspace_id: tenant.workspaceId },
      });
      await tenant.owner.call('createProjectClient', {
        params: { project_id: tenant.projectId },
        body: { client_name: name, grant_types: ['client_credentials'] },
      });
      await tenant.owner.call('patchProject', {
        params: { project_id: tenant.projectId },
        body: [{ op: 'add', path: `/services/identity/config/${name}`, value: 1 }],
      });
    }
  }
});
afterAll(() => fixture.close());

const lists = {
  projects: ({ workspaceId }: SeededTenant) => `/api/workspaces/${workspaceId}/projects`,
  'audit events': ({ workspaceId }: SeededTenant) => `/api/workspaces/${workspaceId}/audit-events`,
  revisions: ({ projectId }: SeededTenant) => `/api/projects/${projectId}/revisions`,
  clients: ({ projectId }: SeededTenant) => `/api/projects/${projectId}/clients`,
};
type ListName = keyof typeof lists;
const listNames = ['projects', 'audit events', 'revisions', 'clients'] as const;

async function read(tenant: SeededTenant, name: ListName, query: string) {
  const target = `${lists[name](tenant)}?${query}`;
  const { status, body } = await fixture.send('GET', target, { token: tenant.tokens.owner });
  const page = Object(body);
  const token: unknown = page.next_page_token ?? page.next_page;
  const rows = Object.values(page).find((value) => Array.isArray(value)) ?? [];
  return { status, token: typeof token === 'string' ? token : '', rows: Array.from(rows) };
}

describe.each(listNames)('the list of %s', (name) => {
  it('gives each row once over its pages, in the order of the whole', async () => {
    const whole = await read(acme, name, 'page_size=500');
    const seen: unknown[] = [];
    let token = '';
    do {
      const page = await read(acme, name, `page_size=2&page_token=${encodeURIComponent(token)}`);
      expect(page.status).toBe(200);
      seen.push(...page.rows);
      token = page.token;
    } while (token !== '');
    expect(whole.rows.length).toBeGreaterThan(2);
    expect(seen).toEqual(whole.rows);
  });

  it('attack 74: takes no cursor that was changed, made up, or made for another list or tenant', async () => {
    const { token } = await read(acme, name, 'page_size=2');
    const foreign = await read(globex, name, 'page_size=2');
    const otherLists = await Promise.all(
      listNames.filter((other) => other !== name).map((other) => read(acme, other, 'page_size=2')),
    );
    const changed = Array.from({ length: token.length }, (_, index) => {
      const character = token[index] === 'A' ? 'B' : 'A';
      return token.slice(0, index) + character + token.slice(index + 1);
    });
    const cursors = [
      ...changed.filter((_, index) => index % 5 === 0),
      token.slice(0, -4),
      `${token}AAAA`,
      foreign.token,
      ...otherLists.map((other) => other.token),
      'AAAA',
      Buffer.from('["2020-01-01T00:00:00Z","x"]').toString('base64url'),
      "'; DROP TABLE projects; --",
      '0',
    ];
    for (const cursor of cursors) {
      const answer = await read(acme, name, `page_token=${encodeURIComponent(cursor)}`);
      expect([cursor, answer.status]).toEqual([cursor, 400]);
    }
    expect((await read(acme, name, `page_token=${token}`)).status).toBe(200);
  });
});

it('attack 74: a cursor does not go on under another filter', async () => {
  const { token } = await read(acme, 'audit events', 'page_size=1&action=client.created');
  const go = (filter: string) => read(acme, 'audit events', `page_token=${token}${filter}`);
  expect((await go('&action=client.created')).status).toBe(200);
  expect((await go('')).status).toBe(400);
  expect((await go('&action=project.created')).status).toBe(400);
  expect((await go(`&action=client.created&project_id=${acme.projectId}`)).status).toBe(400);
});

it('audit events and revisions come newest first', async () => {
  const events = await acme.owner.call('listAuditEvents', {
    params: { workspace: acme.workspaceId },
    query: { project_id: acme.projectId, page_size: 1 },
  });
  expect(events.events[0]).toMatchObject({ action: 'project.updated', project_id: acme.projectId });
  const { revisions } = await acme.owner.call('listProjectRevisions', {
    params: { project_id: acme.projectId },
  });
  expect(revisions.map(({ number }) => number)).toEqual([4, 3, 2, 1]);
});

it('a page holds at most 500 rows and at least one', async () => {
  for (const size of ['0', '501', '1.5', 'all', '']) {
    expect((await read(acme, 'projects', `page_size=${size}`)).status).toBe(400);
  }
});

it('traces are listed newest first, by client and outcome, and read one by one', async () => {
  const params = { project_id: acme.projectId };
  const { traces } = await acme.owner.call('listProjectTraces', { params });
  expect(traces).toMatchObject([
    { trace_id: acme.traceId, endpoint: 'token', client_id: 'nobody', outcome: 'client_unknown' },
  ]);
  const empty = await acme.owner.call('listProjectTraces', {
    params,
    query: { outcome: 'succeeded' },
  });
  expect(empty.traces).toEqual([]);
  const one = await acme.owner.call('getProjectTrace', {
    params: { ...params, trace_id: acme.traceId },
  });
  expect(one).toEqual(traces[0]);
});

it('a trace of another project is not there', async () => {
  const target = `/api/projects/${acme.projectId}/traces/${globex.traceId}`;
  expect((await fixture.send('GET', target, { token: acme.tokens.owner })).status).toBe(404);
});

it('usage is counted by day, metric and client', async () => {
  const { projectId } = (await fixture.database.control.scopeOfAddress(await slugOf(acme))) ?? {};
  if (projectId === undefined) throw new Error('The project has no address.');
  const { usage } = fixture.database.hot.forProject(projectId);
  for (let count = 0; count < 3; count += 1) usage.count('access_tokens_issued', acme.clientId);
  await fixture.database.hot.flushUsage();
  const answer = await acme.owner.call('getProjectUsage', { params: { project_id: projectId } });
  expect(answer.days).toEqual([
    { day: answer.to, metric: 'access_tokens_issued', client_id: acme.clientId, count: 3 },
  ]);
});

async function slugOf(tenant: SeededTenant): Promise<string> {
  const params = { project_id: tenant.projectId };
  return (await tenant.owner.call('getProject', { params })).slug;
}

it.each(['from=2026-02-30', 'from=2026-03-02&to=2026-03-01', 'from=2020-01-01&to=2026-01-01'])(
  'usage of an impossible span is refused: %s',
  async (query) => {
    const target = `/api/projects/${acme.projectId}/usage?${query}`;
    expect((await fixture.send('GET', target, { token: acme.tokens.owner })).status).toBe(400);
  },
);
