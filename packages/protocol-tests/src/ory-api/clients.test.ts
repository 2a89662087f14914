import { beforeAll, describe, expect, it } from 'vitest';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

/** A value of its own for every field of Ory's OAuth2Client that a caller may set. */
const everyField = {
  access_token_strategy: 'jwt',
  allowed_cors_origins: ['https://app.example.com'],
  audience: ['https://api.example.com'],
  authorization_code_grant_access_token_lifespan: '1h0m0s',
  authorization_code_grant_id_token_lifespan: '2h0m0s',
  authorization_code_grant_refresh_token_lifespan: '3h0m0s',
  backchannel_logout_session_required: true,
  backchannel_logout_uri: 'https://app.example.com/backchannel',
  client_credentials_grant_access_token_lifespan: '4h0m0s',
  client_id: 'every-field',
  client_name: 'Every field',
  client_secret_expires_at: 4_102_444_800,
  client_uri: 'https://app.example.com',
  contacts: ['team@example.com'],
  device_authorization_grant_access_token_lifespan: '5h0m0s',
  device_authorization_grant_id_token_lifespan: '6h0m0s',
  device_authorization_grant_refresh_token_lifespan: '7h0m0s',
  frontchannel_logout_session_required: true,
  frontchannel_logout_uri: 'https://app.example.com/frontchannel',
  grant_types: ['client_credentials', 'authorization_code', 'refresh_token'],
  implicit_grant_access_token_lifespan: '8h0m0s',
  implicit_grant_id_token_lifespan: '9h0m0s',
  jwt_bearer_grant_access_token_lifespan: '10h0m0s',
  logo_uri: 'https://app.example.com/logo.png',
  metadata: { team: 'payments', nested: { level: [1, 2, 3] } },
  owner: 'payments',
  policy_uri: 'https://app.example.com/privacy',
  post_logout_redirect_uris: ['https://app.example.com/goodbye'],
  redirect_uris: ['https://app.example.com/callback'],
  refresh_token_grant_access_token_lifespan: '11h0m0s',
  refresh_token_grant_id_token_lifespan: '12h0m0s',
  refresh_token_grant_refresh_token_lifespan: '13h0m0s',
  request_object_signing_alg: 'RS256',
  request_uris: ['https://app.example.com/request'],
  response_types: ['code'],
  scope: 'read write',
  sector_identifier_uri: '',
  skip_consent: true,
  skip_logout_consent: true,
  subject_type: 'public',
  token_endpoint_auth_method: 'client_secret_post',
  token_endpoint_auth_signing_alg: 'RS256',
  tos_uri: 'https://app.example.com/terms',
  userinfo_signed_response_alg: 'RS256',
};

/** What Ory's CLI sends for a client of client credentials: every field, empty ones included. */
const asTheCliSends = {
  access_token_strategy: '',
  allowed_cors_origins: [],
  audience: [],
  backchannel_logout_session_required: false,
  backchannel_logout_uri: '',
  client_id: '',
  client_name: 'Client Credentials Demo',
  client_secret: '',
  client_uri: '',
  contacts: [],
  frontchannel_logout_session_required: false,
  frontchannel_logout_uri: '',
  grant_types: ['client_credentials'],
  jwks_uri: '',
  logo_uri: '',
  metadata: {},
  owner: '',
  policy_uri: '',
  post_logout_redirect_uris: [],
  redirect_uris: [],
  request_object_signing_alg: 'RS256',
  request_uris: [],
  response_types: ['code'],
  scope: '',
  sector_identifier_uri: '',
  skip_consent: false,
  skip_logout_consent: false,
  subject_type: 'public',
  token_endpoint_auth_method: 'client_secret_basic',
  tos_uri: '',
};

describe("Ory's administration of OAuth 2.0 clients", () => {
  let project: ProjectApi;

  beforeAll(async () => {
    project = await managementApi().createProject();
  });

  it('ORY-createOAuth2Client-1 every field is stored and comes back as it was sent', async () => {
    const created = await project.admin('/clients', { method: 'POST', json: everyField });
    expect(created.status).toBe(201);
    expect(created.json()).toMatchObject(everyField);
    const read = await project.admin('/clients/every-field');
    expect(read.status).toBe(200);
    expect(read.json()).toMatchObject(everyField);
    for (const name of ['created_at', 'updated_at']) {
      expect(read.stringAt(name)).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/);
    }
  });

  it('ORY-createOAuth2Client-2 the secret is shown when it is made, and never again', async () => {
    const created = await project.admin('/clients', { method: 'POST', json: asTheCliSends });
    expect(created.status).toBe(201);
    expect(created.stringAt('client_secret')).toMatch(/^gh_cs_/);
    const path = `/clients/${created.stringAt('client_id')}`;
    const read = await project.admin(path);
    const listed = await project.admin('/clients');
    const patched = await project.admin(path, { method: 'PATCH', json: [] });
    for (const answer of [read, listed, patched]) {
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain('client_secret"');
      expect(answer.text).not.toContain(created.stringAt('client_secret'));
    }
  });

  it('ORY-createOAuth2Client-3 empty texts mean "not set", as the CLI sends them', async () => {
    const created = await project.admin('/clients', { method: 'POST', json: asTheCliSends });
    expect(created.status).toBe(201);
    expect(created.stringAt('client_id')).not.toBe('');
    const answer = await project.token({
      form: {
        grant_type: 'client_credentials',
        client_id: created.stringAt('client_id'),
        client_secret: created.stringAt('client_secret'),
        audience: '',
      },
      headers: { authorization: `Bearer ${project.address.key}` },
    });
    expect(answer.status).toBe(200);
  });

  it('ORY-createOAuth2Client-4 without a scope the client gets the default one', async () => {
    const created = await project.admin('/clients', { method: 'POST', json: {} });
    expect(created.stringAt('scope')).toBe('offline_access offline openid');
  });

  it('ORY-createOAuth2Client-5 an id that is taken is a conflict, and the client stays what it was', async () => {
    await project.createClient({ client_id: 'taken', client_name: 'First' });
    const answer = await project.admin('/clients', {
      method: 'POST',
      json: { client_id: 'taken' },
    });
    expect(answer.status).toBe(409);
    expect((await project.admin('/clients/taken')).json()['client_name']).toBe('First');
  });

  it('ORY-createOAuth2Client-6 of parallel creations of one id exactly one succeeds', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        project.admin('/clients', { method: 'POST', json: { client_id: 'raced' } }),
      ),
    );
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
  });

  it.each([
    { redirect_uris: ['https://app.example.com/cb#fragment'] },
    { redirect_uris: ['https://*.example.com/cb'] },
    { redirect_uris: ['javascript:alert(1)'] },
    { redirect_uris: ['data:text/html,x'] },
    { redirect_uris: ['http://app.example.com/cb'] },
    { redirect_uris: ['https://user:pass@app.example.com/cb'] },
    { redirect_uris: ['/relative'] },
    { redirect_uris: [''] },
    { policy_uri: 'javascript:alert(1)' },
    { grant_types: ['password'] },
    { token_endpoint_auth_method: 'telepathy' },
    { subject_type: 'secret' },
    { access_token_strategy: 'plain' },
    { scope: 'with"quote' },
    { client_credentials_grant_access_token_lifespan: 'soon' },
    { client_credentials_grant_access_token_lifespan: '-1h' },
    { jwks: { keys: [{ kty: 'oct', k: 'AAAA', kid: 'x' }] } },
    { client_id: 'with/slash' },
    { allowed_cors_origins: ['*'] },
    { contacts: 'not-a-list' },
  ])('ORY-createOAuth2Client-7 metadata that breaks a rule is refused: %j', async (json) => {
    const answer = await project.admin('/clients', { method: 'POST', json });
    expect(answer.status).toBe(400);
    expect(answer.stringAt('error')).toMatch(/^invalid_(client_metadata|redirect_uri|request)$/);
    expect(answer.json()['status_code']).toBe(400);
  });

  it('ORY-getOAuth2Client-1 an unknown client is 404 in the form of an OAuth error', async () => {
    const answer = await project.admin('/clients/nobody');
    expect(answer.status).toBe(404);
    expect(answer.json()).toMatchObject({ status_code: 404 });
    expect(answer.stringAt('error')).not.toBe('');
  });

  it('ORY-setOAuth2Client-1 PUT replaces everything and keeps id, secret and creation time', async () => {
    const client = await project.createClient({ client_name: 'Old', owner: 'somebody' });
    const before = (await project.admin(`/clients/${client.clientId}`)).json();
    const replaced = await project.admin(`/clients/${client.clientId}`, {
      method: 'PUT',
      json: { client_name: 'New', grant_types: ['client_credentials'] },
    });
    expect(replaced.status).toBe(200);
    expect(replaced.json()).toMatchObject({
      client_id: client.clientId,
      client_name: 'New',
      owner: '',
      created_at: before['created_at'],
    });
    const token = await project.token({ as: client, form: { grant_type: 'client_credentials' } });
    expect(token.status).toBe(200);
  });

  it('ORY-patchOAuth2Client-1 a JSON Patch changes what it names, all or nothing', async () => {
    const client = await project.createClient({ client_name: 'Before', owner: 'me' });
    const path = `/clients/${client.clientId}`;
    const patched = await project.admin(path, {
      method: 'PATCH',
      json: [{ op: 'replace', path: '/client_name', value: 'After' }],
    });
    expect(patched.status).toBe(200);
    expect(patched.json()).toMatchObject({ client_name: 'After', owner: 'me' });
    const failed = await project.admin(path, {
      method: 'PATCH',
      json: [
        { op: 'replace', path: '/client_name', value: 'Half' },
        { op: 'replace', path: '/redirect_uris', value: ['javascript:alert(1)'] },
      ],
    });
    expect(failed.status).toBe(400);
    expect((await project.admin(path)).json()['client_name']).toBe('After');
  });

  it('ORY-patchOAuth2Client-2 an empty patch is answered with the client as it is', async () => {
    const client = await project.createClient({ client_name: 'Same' });
    const patched = await project.admin(`/clients/${client.clientId}`, {
      method: 'PATCH',
      json: [],
    });
    expect(patched.status).toBe(200);
    expect(patched.json()['client_name']).toBe('Same');
  });

  it.each(['client_id', 'created_at', 'updated_at'])(
    'ORY-patchOAuth2Client-3 %s cannot be patched',
    async (field) => {
      const client = await project.createClient();
      const path = `/clients/${client.clientId}`;
      const before = (await project.admin(path)).json();
      await project.admin(path, {
        method: 'PATCH',
        json: [{ op: 'replace', path: `/${field}`, value: '2001-01-01T00:00:00Z' }],
      });
      const after = (await project.admin(path)).json();
      expect(after['client_id']).toBe(before['client_id']);
      expect(after['created_at']).toBe(before['created_at']);
      expect(after[field]).not.toBe('2001-01-01T00:00:00Z');
    },
  );

  it('ORY-setOAuth2ClientLifespans-1 lifespans are set alone, decide the next token, and null takes them back', async () => {
    const client = await project.createClient();
    const path = `/clients/${client.clientId}/lifespans`;
    const name = 'client_credentials_grant_access_token_lifespan';
    const lifetime = async () =>
      (await project.token({ as: client, form: { grant_type: 'client_credentials' } })).json()[
        'expires_in'
      ];
    const set = await project.admin(path, { method: 'PUT', json: { [name]: '90s' } });
    expect(set.status).toBe(200);
    expect(set.stringAt(name)).toBe('1m30s');
    expect(await lifetime()).toBe(90);
    const unset = await project.admin(path, { method: 'PUT', json: { [name]: null } });
    expect(unset.json()[name]).toBeNull();
    expect(await lifetime()).toBe(3_600);
  });

  it('ORY-setOAuth2ClientLifespans-2 no lifespan outlives what remembers a revocation: it is refused or cut', async () => {
    const name = 'client_credentials_grant_access_token_lifespan';
    const created = await project.admin('/clients', {
      method: 'POST',
      json: { grant_types: ['client_credentials'], [name]: '87600h' },
    });
    expect([201, 400]).toContain(created.status);
    if (created.status === 201) {
      const client = {
        clientId: created.stringAt('client_id'),
        secret: created.stringAt('client_secret'),
      };
      const token = await project.issueToken(client);
      const revoked = await project.revoke({ as: client, form: { token } });
      expect(revoked.status).toBe(200);
      expect(await project.isActive(token)).toBe(false);
    }
  });

  it('ORY-listOAuth2Clients-1 the list is an array, paged by Link headers, and takes an empty page token', async () => {
    const own = await managementApi().createProject();
    for (let index = 0; index < 5; index += 1) {
      await own.createClient({ owner: index < 2 ? 'two' : 'three', client_name: `c${index}` });
    }
    const first = await own.admin('/clients?page_size=2&page_token=');
    expect(first.jsonList()).toHaveLength(2);
    expect(first.headers['link']).toMatch(/page_token=[^>]+>;\s*rel="next"/);
    const all = await own.admin('/clients?page_size=100&page_token=');
    expect(all.jsonList()).toHaveLength(5);
    expect(String(all.headers['link'] ?? '')).not.toContain('rel="next"');
    expect((await own.admin('/clients?owner=two')).jsonList()).toHaveLength(2);
    expect((await own.admin('/clients?client_name=c3')).jsonList()).toHaveLength(1);
  });

  it('ORY-deleteOAuth2Client-1 a client is deleted once: 204, then 404', async () => {
    const client = await project.createClient();
    const path = `/clients/${client.clientId}`;
    const deleted = await project.admin(path, { method: 'DELETE' });
    expect(deleted.status).toBe(204);
    expect(deleted.bytes).toHaveLength(0);
    expect((await project.admin(path, { method: 'DELETE' })).status).toBe(404);
    expect((await project.admin(path)).status).toBe(404);
  });
});
