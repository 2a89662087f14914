import { beforeAll, describe, expect, it } from 'vitest';
import {
  AssertionIssuer,
  exchangeAssertion,
  jwtBearer,
  trustPath,
} from '../drivers/assertion-issuer.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

describe('JWT bearer grant', () => {
  let project: ProjectApi;
  let client: ClientCredentials;
  let issuer: AssertionIssuer;
  let trustId: string;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await project.createClient({
      grant_types: [jwtBearer],
      scope: 'reports:read payments:write',
      audience: ['https://api.example.com'],
    });
    issuer = await AssertionIssuer.create();
    trustId = await issuer.beTrusted(project);
  });

  const exchange = (assertion: string, form: Readonly<Record<string, string>> = {}) =>
    exchangeAssertion(project, client, { assertion, ...form });

  it('RFC7523-2.1-1 gives an access token for an assertion, about its subject, and no refresh token', async () => {
    const answer = await exchange(await issuer.sign(project), {
      scope: 'reports:read',
      audience: 'https://api.example.com',
    });
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ token_type: 'bearer', scope: 'reports:read' });
    expect(answer.json()).not.toHaveProperty('refresh_token');
    const introspected = await project.adminIntrospect(answer.stringAt('access_token'));
    expect(introspected.json()).toMatchObject({
      active: true,
      sub: 'ada',
      client_id: client.clientId,
      scope: 'reports:read',
      aud: ['https://api.example.com'],
    });
  });

  it('RFC7523-2.1-2 grants no scope where none is asked for', async () => {
    const answer = await exchange(await issuer.sign(project));
    expect(answer.json()).toMatchObject({ scope: '' });
  });

  it('RFC7523-2.1-3 is listed by discovery', async () => {
    const metadata = await project.get('/.well-known/oauth-authorization-server');
    expect(metadata.json()['grant_types_supported']).toContain(jwtBearer);
  });

  it('RFC7523-3-1 wants an issuer that is trusted about this subject', async () => {
    const stranger = await AssertionIssuer.create();
    expect((await exchange(await stranger.sign(project))).json()['error']).toBe('invalid_grant');
    const about = await issuer.sign(project, { sub: 'root' });
    expect((await exchange(about)).json()['error']).toBe('invalid_grant');
  });

  it('RFC7523-3-2 lets an issuer speak about anybody where it is trusted so', async () => {
    const anybody = await AssertionIssuer.create('EdDSA');
    await anybody.beTrusted(project, { subject: '', allow_any_subject: true });
    const answer = await exchange(await anybody.sign(project, { sub: 'whoever' }));
    const introspected = await project.adminIntrospect(answer.stringAt('access_token'));
    expect(introspected.json()).toMatchObject({ active: true, sub: 'whoever' });
  });

  it('RFC7523-3-3 takes the issuer and the token endpoint as audience', async () => {
    for (const aud of [project.address.url, `${project.address.url}/oauth2/token`]) {
      expect((await exchange(await issuer.sign(project, { aud }))).status).toBe(200);
    }
  });

  it.each([
    ['without subject', { sub: undefined }],
    ['without issuer', { iss: undefined }],
    ['without audience', { aud: undefined }],
    ['without expiry', { exp: undefined }],
    ['without time of issue', { iat: undefined }],
    ['without id', { jti: undefined }],
    ['with an id that is no text', { jti: 1 }],
  ])('RFC7523-3-4 refuses an assertion %s', async (_, claims) => {
    const answer = await exchange(await issuer.sign(project, claims));
    expect(answer.status).toBe(400);
    expect(answer.json()['error']).toBe('invalid_grant');
  });

  it.each([
    ['that has expired', -3600, -1],
    ['from the future', 300, 420],
    ['that lives for a day', 0, 86_400],
  ])('RFC7523-3-5 refuses an assertion %s', async (_, issuedIn, expiresIn) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = { iat: now + issuedIn, exp: now + expiresIn };
    const answer = await exchange(await issuer.sign(project, claims));
    expect(answer.json()['error']).toBe('invalid_grant');
  });

  it('RFC7523-3-6 has the last word by the settings of the project: how long an assertion may live', async () => {
    const patient = await managementApi().createProject();
    const ours = await patient.createClient({ grant_types: [jwtBearer] });
    await issuer.beTrusted(patient);
    const now = Math.floor(Date.now() / 1000);
    const send = async () => {
      const assertion = await issuer.sign(patient, { exp: now + 7200 });
      return (await exchangeAssertion(patient, ours, { assertion })).status;
    };
    expect(await send()).toBe(400);
    await managementApi().patchProject(patient.address.id, [
      {
        op: 'add',
        path: '/services/oauth2/config/oauth2',
        value: { grant: { jwt: { max_ttl: '3h' } } },
      },
    ]);
    expect(await send()).toBe(200);
  });

  it.each([
    ['the issuer is not trusted with', 'payments:write'],
    ['the client may not have', 'reports:write'],
    ['needs an identity', 'openid'],
    ['needs an identity', 'offline_access'],
  ])('RFC7521-4.1-1 refuses a scope that %s: %s', async (_, scope) => {
    const answer = await exchange(await issuer.sign(project), { scope });
    expect(answer.status).toBe(400);
    expect(answer.json()['error']).toBe('invalid_scope');
  });

  it('RFC7521-4.1-2 wants the client to be registered for the grant', async () => {
    const other = await project.createClient();
    const assertion = await issuer.sign(project);
    const answer = await exchangeAssertion(project, other, { assertion });
    expect(answer.json()['error']).toBe('unauthorized_client');
    expect((await exchange(assertion)).status).toBe(200);
  });

  it('RFC7523-3.1-1 ends every token of an issuer with the trust in it, and makes no more', async () => {
    const passing = await AssertionIssuer.create();
    const id = await passing.beTrusted(project);
    const answer = await exchange(await passing.sign(project));
    const token = answer.stringAt('access_token');
    expect(await project.isActive(token)).toBe(true);
    const untouched = (await exchange(await issuer.sign(project))).stringAt('access_token');
    const deleted = await project.admin(`${trustPath}/${id}`, { method: 'DELETE' });
    expect(deleted.status).toBe(204);
    expect(await project.isActive(token)).toBe(false);
    expect(await project.isActive(untouched)).toBe(true);
    expect((await exchange(await passing.sign(project))).json()['error']).toBe('invalid_grant');
    expect((await project.admin(`${trustPath}/${trustId}`)).status).toBe(200);
  });

  it('RFC7523-3.1-2 lets no token outlive the trust', async () => {
    const short = await AssertionIssuer.create();
    await short.beTrusted(project, { expires_at: new Date(Date.now() + 60_000).toISOString() });
    const answer = await exchange(await short.sign(project));
    expect(answer.json()['expires_in']).toBeLessThanOrEqual(60);
  });
});
