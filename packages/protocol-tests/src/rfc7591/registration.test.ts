import { beforeAll, describe, expect, it } from 'vitest';
import type { ProjectApi } from '../drivers/project-api.ts';
import {
  createOpenProject,
  register,
  sendRegistration,
  switchRegistration,
  webApplication,
} from '../drivers/registration.ts';
import { managementApi } from '../drivers/running-product.ts';

describe('dynamic client registration', () => {
  let project: ProjectApi;

  beforeAll(async () => {
    project = await createOpenProject();
  });

  it('RFC7591-3-1 is offered, and found by discovery, only where the project switches it on', async () => {
    const closed = await managementApi().createProject();
    const metadata = async () => (await closed.get('/.well-known/openid-configuration')).json();
    expect(await metadata()).not.toHaveProperty('registration_endpoint');
    expect((await sendRegistration(closed)).status).toBe(404);
    await switchRegistration(closed, { enabled: true });
    const { registration_endpoint: endpoint } = await metadata();
    expect(endpoint).toBe(`${closed.address.url}/oauth2/register`);
    expect((await sendRegistration(closed)).status).toBe(201);
    await switchRegistration(closed, { enabled: false });
    expect((await sendRegistration(closed)).status).toBe(404);
  });

  it('RFC7591-3.2.1-1 answers with all that is registered, id, secret and token, uncached', async () => {
    const { answer, clientId } = await register(project);
    expect(answer.headers).toMatchObject({
      'cache-control': 'no-store',
      location: `${project.address.url}/oauth2/register/${clientId}`,
    });
    expect(answer.json()).toMatchObject({
      ...webApplication,
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
      client_secret: expect.stringMatching(/^gh_cs_/),
      client_secret_expires_at: 0,
      client_id_issued_at: expect.any(Number),
      registration_access_token: expect.stringMatching(/^gh_rat_/),
      registration_client_uri: `${project.address.url}/oauth2/register/${clientId}`,
    });
  });

  it('RFC7591-3.2.1-3 says nothing that was not registered, nor what an administrator decides', async () => {
    const { answer } = await register(project, { token_endpoint_auth_method: 'none' });
    expect(Object.keys(answer.json()).sort()).toEqual([
      ...['backchannel_logout_session_required', 'client_id', 'client_id_issued_at'],
      ...['client_name', 'created_at', 'frontchannel_logout_session_required', 'grant_types'],
      ...['redirect_uris', 'registration_access_token', 'registration_client_uri', 'require_pkce'],
      ...['response_types', 'scope', 'token_endpoint_auth_method', 'updated_at'],
    ]);
  });

  it('RFC7591-3.2.1-2 makes a client that works at once, with PKCE', async () => {
    const { answer } = await register(project);
    const { body } = await authorize(project, answer.stringAt('client_id'));
    expect(body).toContain('login');
    const credentials = {
      clientId: answer.stringAt('client_id'),
      secret: answer.stringAt('client_secret'),
    };
    const introspected = await project.introspect({ as: credentials, form: { token: 'nonsense' } });
    expect(introspected.json()).toEqual({ active: false });
  });

  it('RFC7591-2-1 gives a public client no secret', async () => {
    const { answer } = await register(project, { token_endpoint_auth_method: 'none' });
    expect(answer.json()).not.toHaveProperty('client_secret');
    expect(answer.json()['require_pkce']).toBe(true);
  });

  it('RFC7591-2-2 ignores members that it does not know, and those of administrators', async () => {
    const { answer, clientId } = await register(project, {
      client_id: 'mine',
      client_secret: 'a secret of my own choice',
      skip_consent: true,
      audience: ['https://api.example.com'],
      owner: 'root',
      metadata: { role: 'admin' },
      access_token_strategy: 'jwt',
      authorization_code_grant_access_token_lifespan: '720h',
      application_type: 'native',
    });
    expect(clientId).not.toBe('mine');
    expect(answer.json()['client_secret']).toMatch(/^gh_cs_/);
    expect(answer.json()).not.toHaveProperty('application_type');
    const stored = await project.admin(`/clients/${clientId}`);
    expect(stored.json()).toMatchObject({
      skip_consent: false,
      audience: [],
      owner: '',
      metadata: {},
      access_token_strategy: '',
      authorization_code_grant_access_token_lifespan: null,
    });
  });

  it('RFC7591-2-3 registers the default scope where none is asked for', async () => {
    const { answer } = await register(project, { scope: '' });
    expect(answer.stringAt('scope')).toBe('offline_access offline openid');
  });

  it.each([
    ['invalid_redirect_uri', { redirect_uris: ['https://app.example.com/cb#fragment'] }],
    ['invalid_redirect_uri', { redirect_uris: ['http://app.example.com/cb'] }],
    ['invalid_redirect_uri', { redirect_uris: [] }],
    ['invalid_client_metadata', { client_name: 'Goo\u200bgle' }],
    ['invalid_client_metadata', { token_endpoint_auth_method: 'tls_client_auth' }],
    ['invalid_client_metadata', { grant_types: ['implicit'], response_types: ['token'] }],
    ['invalid_client_metadata', { grant_types: ['refresh_token'], response_types: ['code'] }],
    [
      'invalid_client_metadata',
      {
        jwks: { keys: [{ kty: 'OKP', crv: 'Ed25519', kid: 'a', x: 'AAAA' }] },
        jwks_uri: 'https://app.example.com/keys',
      },
    ],
  ])('RFC7591-3.2.2-1 refuses with %s, and says what is wrong: %j', async (error, fields) => {
    const answer = await sendRegistration(project, fields);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error, error_description: expect.any(String) });
    expect(answer.stringAt('error_description')).toMatch(/^[\x20-\x21\x23-\x5b\x5d-\x7e]+$/);
    expect(answer.stringAt('error_description')).toContain(Object.keys(fields)[0]);
  });

  it('RFC7591-2.3-1 accepts no software statement, because nobody is trusted to make one', async () => {
    const answer = await sendRegistration(project, {
      software_statement: 'eyJhbGciOiJub25lIn0.e30.',
    });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'unapproved_software_statement' });
  });

  it('RFC7591-5-1 lets a project decide what clients may register for, and how many there are', async () => {
    const narrow = await createOpenProject({
      allowed_grant_types: ['client_credentials'],
      allowed_scope: ['reports:read'],
      default_scope: ['reports:read'],
      max_clients: 2,
    });
    const machine = {
      grant_types: ['client_credentials'],
      redirect_uris: [],
      scope: 'reports:read',
    };
    expect((await sendRegistration(narrow)).json()['error']).toBe('invalid_client_metadata');
    const { answer } = await register(narrow, machine);
    const token = await narrow.issueToken(
      { clientId: answer.stringAt('client_id'), secret: answer.stringAt('client_secret') },
      { scope: 'reports:read' },
    );
    expect(await narrow.isActive(token)).toBe(true);
    const many = await Promise.all(
      Array.from({ length: 6 }, () => sendRegistration(narrow, machine)),
    );
    expect(many.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403, 403]);
  });
});

async function authorize(project: ProjectApi, clientId: string) {
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    redirect_uri: webApplication.redirect_uris[0] ?? '',
    scope: 'openid',
    state: 'a-state-of-the-client',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  const answer = await project.get(`/oauth2/auth?${query}`);
  return { body: String(answer.headers.location) };
}
