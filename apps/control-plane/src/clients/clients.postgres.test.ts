import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ControlPlaneFixture, startControlPlane } from '../../test/control-plane-fixture.ts';
import { type SeededTenant, seedTenant } from '../../test/seeded-tenant.ts';

let fixture: ControlPlaneFixture;
let tenant: SeededTenant;
let params: { project_id: string };
beforeAll(async () => {
  fixture = await startControlPlane();
  tenant = await seedTenant(fixture, 'Acme');
  params = { project_id: tenant.projectId };
});
afterAll(() => fixture.close());

function create(body: Record<string, unknown> = {}) {
  return tenant.owner.call('createProjectClient', {
    params,
    body: { client_name: 'Shop', grant_types: ['client_credentials'], ...body },
  });
}

function send(method: string, path: string, json?: unknown) {
  const target = `/api/projects/${tenant.projectId}/clients${path}`;
  return fixture.send(method, target, { token: tenant.tokens.owner, json });
}

describe('a client', () => {
  it('is created with a secret that is shown this once, and with PKCE on', async () => {
    const created = await create();
    expect(created.client_secret).toMatch(/^gh_cs_/);
    expect(created.require_pkce).toBe(true);
    const read = await tenant.owner.call('getProjectClient', {
      params: { ...params, client_id: created.client_id },
    });
    const { client_secret: _, ...rest } = created;
    expect(read).toEqual(rest);
  });

  it('keeps every field that it was given, and can be sent back as it was read', async () => {
    const created = await create({
      redirect_uris: ['https://app.example.com/callback'],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      scope: 'openid profile',
      audience: ['https://api.example.com'],
      metadata: { tier: { level: 3 } },
      contacts: ['ops@example.com'],
      access_token_strategy: 'jwt',
      require_pkce: false,
      client_credentials_grant_access_token_lifespan: '10m0s',
    });
    const { client_secret: _, ...document } = created;
    const put = await tenant.owner.call('setProjectClient', {
      params: { ...params, client_id: created.client_id },
      body: document,
    });
    expect({ ...put, updated_at: '' }).toEqual({ ...document, updated_at: '' });
  });

  it('is patched, loses its old secrets on demand, and is gone when deleted', async () => {
    const { client_id } = await create();
    const one = { params: { ...params, client_id } };
    const patched = await tenant.owner.call('patchProjectClient', {
      ...one,
      body: [{ op: 'replace', path: '/client_name', value: 'Patched' }],
    });
    expect(patched).toMatchObject({ client_id, client_name: 'Patched' });
    const rotated = await tenant.owner.call('rotateProjectClientSecret', one);
    expect(rotated.client_secret).toMatch(/^gh_cs_/);
    await tenant.owner.call('deleteRotatedProjectClientSecrets', one);
    await tenant.owner.call('deleteProjectClientTokens', one);
    await tenant.owner.call('deleteProjectClient', one);
    expect((await send('GET', `/${client_id}`)).status).toBe(404);
    expect((await send('DELETE', `/${client_id}`)).status).toBe(404);
  });

  it.each([
    ['a redirect with a fragment', { redirect_uris: ['https://a.example/#x'] }],
    ['a script as redirect', { redirect_uris: ['javascript:alert(1)'] }],
    ['an unknown field', { is_admin: true }],
    ['text where a list belongs', { grant_types: 'client_credentials' }],
    ['an operator', { client_name: { not: '' } }],
    ['a private key', { jwks: { keys: [{ kty: 'oct', k: 'AAAA' }] } }],
    ['a lifetime that is none', { client_credentials_grant_access_token_lifespan: 'long' }],
  ])('with %s is refused, and the field is named', async (_, fields) => {
    const body = { client_name: 'Bad', grant_types: ['client_credentials'], ...fields };
    const answer = await send('POST', '', body);
    expect(answer).toMatchObject({ status: 400, body: { error: { id: 'invalid_request' } } });
    expect(answer.text).toContain(Object.keys(fields)[0]);
  });

  it.each([
    [[{ op: 'add', path: '/client_name/x', value: 1 }]],
    [[{ op: 'replace', path: '/client_id', value: 'other' }]],
    [[{ op: 'add', path: '/__proto__/x', value: 1 }]],
    [[{ op: 'move', from: '/metadata', path: '/metadata/x' }]],
    [[{ op: 'explode', path: '/client_name' }]],
    [{ op: 'remove', path: '/client_name' }],
  ])('is not changed by a patch like %j', async (patch) => {
    const answer = await send('PATCH', `/${tenant.clientId}`, patch);
    expect(answer.status).toBe(400);
  });

  it('of the same id may be in two projects and is always the one of the path', async () => {
    const second = await tenant.owner.call('createProject', {
      body: { name: 'Second', environment: 'dev', workspace_id: tenant.workspaceId },
    });
    await create({ client_id: 'same', client_name: 'First' });
    await tenant.owner.call('createProjectClient', {
      params: { project_id: second.id },
      body: { client_id: 'same', client_name: 'Second', grant_types: ['client_credentials'] },
    });
    const read = (project_id: string) =>
      tenant.owner.call('getProjectClient', { params: { project_id, client_id: 'same' } });
    expect((await read(tenant.projectId)).client_name).toBe('First');
    expect((await read(second.id)).client_name).toBe('Second');
  });

  it('is filtered by its name', async () => {
    await create({ client_name: 'Needle' });
    const { clients } = await tenant.owner.call('listProjectClients', {
      params,
      query: { client_name: 'Needle' },
    });
    expect(clients.map(({ client_name }) => client_name)).toEqual(['Needle']);
  });
});

it('attack 118: no secret is written to the audit log', async () => {
  const created = await create();
  const rotated = await tenant.owner.call('rotateProjectClientSecret', {
    params: { ...params, client_id: created.client_id },
  });
  const target = `/api/workspaces/${tenant.workspaceId}/audit-events?page_size=500`;
  const { text } = await fixture.send('GET', target, { token: tenant.tokens.owner });
  expect(text).toContain(created.client_id);
  for (const secret of [
    created.client_secret,
    rotated.client_secret,
    tenant.tokens['workspace key'],
    tenant.tokens['project key'],
  ]) {
    expect(text).not.toContain(secret);
  }
  expect(fixture.log.join('')).toBe('');
});
