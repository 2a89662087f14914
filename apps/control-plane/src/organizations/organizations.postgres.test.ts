import { randomUUID } from 'node:crypto';
import type { RequestOf } from '@gatehouse/contracts';
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

type Body = RequestOf<'createOrganization'>['body'];

const params = () => ({ project_id: tenant.projectId });
const path = (id = '') =>
  `/api/projects/${tenant.projectId}/organizations${id === '' ? '' : `/${id}`}`;
const create = (body: Body) => tenant.owner.call('createOrganization', { params: params(), body });
const post = (json: unknown) => fixture.send('POST', path(), { token: tenant.tokens.owner, json });
const put = (id: string, json: unknown) =>
  fixture.send('PUT', path(id), { token: tenant.tokens.owner, json });
const get = async (id: string) => {
  const answer = await tenant.owner.call('getOrganization', {
    params: { ...params(), organization_id: id },
  });
  return answer.organization;
};

describe('the domains of an organization', () => {
  it('are kept in lower-case A-labels, each once, in the order in which they were given', async () => {
    const { domains } = await create({
      label: 'Globex',
      domains: ['Zoo.Example', 'münchen.example', 'ZOO.example'],
    });
    expect(domains).toEqual(['zoo.example', 'xn--mnchen-3ya.example']);
  });

  it('are refused by name where they are none', async () => {
    const answer = await post({ label: 'Globex', domains: ['*.example.com'] });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('*.example.com');
  });

  it('belong to one organization of the project, in any spelling, and nothing is half-written', async () => {
    await create({ label: 'First', domains: ['first.example'] });
    const answer = await post({ label: 'Second', domains: ['second.example', 'FIRST.example'] });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('first.example');
    const { id } = await create({ label: 'Third', domains: ['second.example'] });
    const moved = await put(id, { label: 'Changed', domains: ['third.example', 'first.example'] });
    expect(moved.status).toBe(409);
    expect(await get(id)).toMatchObject({ label: 'Third', domains: ['second.example'] });
  });

  it('may be had by an organization of another project too', async () => {
    await create({ label: 'Here', domains: ['both.example'] });
    const other = await seedTenant(fixture, 'Other');
    const { domains } = await other.owner.call('createOrganization', {
      params: { project_id: other.projectId },
      body: { label: 'There', domains: ['both.example'] },
    });
    expect(domains).toEqual(['both.example']);
  });

  it('of two organizations that take one at the same moment one has it', async () => {
    const answers = await Promise.all(
      ['One', 'Two', 'Three'].map((label) => post({ label, domains: ['wanted.example'] })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
  });

  it('keep their token where they stay, and get another where they come back', async () => {
    const created = await create({ label: 'Globex', domains: ['a.example', 'b.example'] });
    const recordOf = async (domain: string) =>
      (await get(created.id)).domain_verification.find((row) => row.domain === domain);
    const before = await recordOf('b.example');
    expect(before).toMatchObject({ state: 'unverified', record_name: '_gatehouse.b.example' });
    await put(created.id, { label: 'Globex', domains: ['b.example', 'c.example'] });
    expect(await recordOf('b.example')).toEqual(before);
    await put(created.id, { label: 'Globex', domains: [] });
    await put(created.id, { label: 'Globex', domains: ['b.example'] });
    expect((await recordOf('b.example'))?.record_value).not.toBe(before?.record_value);
  });
});

it.each([
  [{}, 'label'],
  [{ label: '' }, 'label'],
  [{ label: 'A', session_lifespan: 'tomorrow' }, 'session_lifespan'],
  [{ label: 'A', session_lifespan: '9000h' }, 'session_lifespan'],
  [{ label: 'A', default_region: 'moon' }, 'default_region'],
])('the organization %j is refused, and the field is named', async (json, field) => {
  const answer = await post(json);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(field);
});

it('a replacement sets what it names and empties the rest', async () => {
  const { id } = await create({
    label: 'Globex',
    session_lifespan: '24h',
    default_region: 'eu',
    domains: ['a.example'],
  });
  expect(await get(id)).toMatchObject({ session_lifespan: '24h', default_region: 'eu' });
  await put(id, { label: 'Globex 2', session_lifespan: '' });
  const after = await get(id);
  expect(after).toMatchObject({ label: 'Globex 2', domains: [] });
  expect(after).not.toHaveProperty('session_lifespan');
  expect(after).not.toHaveProperty('default_region');
});

it('lists in pages, in the order of creation, and finds the one of a domain in any spelling', async () => {
  const ids: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    ids.push((await create({ label: name, domains: [`${name}.example`] })).id);
  }
  const list = (query: RequestOf<'listOrganizations'>['query']) =>
    tenant.owner.call('listOrganizations', { params: params(), query: query ?? {} });
  const first = await list({ page_size: 2 });
  expect(first.organizations.map(({ id }) => id)).toEqual(ids.slice(0, 2));
  expect(first.has_next_page).toBe(true);
  const second = await list({ page_size: 2, page_token: first.next_page_token });
  expect(second.organizations.map(({ id }) => id)).toEqual(ids.slice(2));
  expect(second).toMatchObject({ has_next_page: false, next_page_token: '' });
  expect((await list({ domain: 'B.EXAMPLE' })).organizations).toMatchObject([{ id: ids[1] }]);
});

describe("a project's document", () => {
  it('lists its organizations, can be written back as it was read, and cannot change them', async () => {
    const { id } = await create({
      label: 'Globex',
      domains: ['a.example'],
      session_lifespan: '1h',
    });
    const { name, organizations, cors_admin, cors_public, services } = await tenant.owner.call(
      'getProject',
      { params: params() },
    );
    expect(organizations).toEqual([
      { id, label: 'Globex', domains: ['a.example'], session_lifespan: '1h' },
    ]);
    const set = (list: unknown) =>
      fixture.send('PUT', `/api/projects/${tenant.projectId}`, {
        token: tenant.tokens.owner,
        json: { name, organizations: list, cors_admin, cors_public, services },
      });
    for (const list of [organizations, []]) {
      const answer = await set(list);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({ project: { organizations } });
    }
    const invented = { id: randomUUID(), label: 'Invented', domains: [] };
    expect((await set([...organizations, invented])).status).toBe(400);
    const removal = await fixture.send('PATCH', `/api/projects/${tenant.projectId}`, {
      token: tenant.tokens.owner,
      json: [{ op: 'replace', path: '/organizations', value: [] }],
    });
    expect(removal.status).toBe(400);
    expect(removal.text).toContain('/projects/{project_id}/organizations');
    expect((await get(id)).label).toBe('Globex');
  });
});

it('every change is in the audit log of the workspace, and one that changes nothing is not', async () => {
  const { id } = await create({ label: 'Globex' });
  await put(id, { label: 'Globex' });
  await put(id, { label: 'Renamed' });
  await fixture.send('DELETE', path(id), { token: tenant.tokens.owner });
  const { events } = await tenant.owner.call('listAuditEvents', {
    params: { workspace: tenant.workspaceId },
    query: { page_size: 3 },
  });
  expect(events.map(({ action, target }) => [action, target.id])).toEqual([
    ['organization.deleted', id],
    ['organization.updated', id],
    ['organization.created', id],
  ]);
  expect(events[1]?.changes).toEqual({ label: { before: 'Globex', after: 'Renamed' } });
});
