import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

describe('RFC 7662, token introspection by authenticated clients', () => {
  let project: ProjectApi;
  let client: ClientCredentials;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await project.createClient({
      scope: 'read write',
      audience: ['https://api.example.com'],
    });
  });

  it('RFC7662-2-1 the introspection endpoint is advertised and answers POST only', async () => {
    const metadata = (await project.get('/.well-known/oauth-authorization-server')).json();
    expect(metadata['introspection_endpoint']).toBe(`${project.address.url}/oauth2/introspect`);
    const token = await project.issueToken(client);
    const answer = await project.get(`/oauth2/introspect?token=${token}`);
    expect(answer.status).toBe(405);
    expect(answer.text).not.toContain('"active":true');
  });

  it('RFC7662-2.1-1 a request without a token is an invalid request', async () => {
    for (const form of [{}, { token: '' }, { token_type_hint: 'access_token' }]) {
      const answer = await project.introspect({ as: client, form });
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ error: 'invalid_request' });
    }
  });

  it('RFC7662-2.1-2 the caller has to authenticate', async () => {
    const token = await project.issueToken(client);
    const answers = [
      await project.introspect({ form: { token } }),
      await project.introspect({ form: { token, client_id: client.clientId } }),
      await project.introspect({ as: { ...client, secret: 'wrong' }, form: { token } }),
      await project.introspect({ headers: { authorization: `Bearer ${token}` }, form: { token } }),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(401);
      expect(answer.text).not.toContain('active');
    }
  });

  it('RFC7662-2.1-3 a public client cannot introspect: anybody could ask in its name', async () => {
    const created = await project.admin('/clients', {
      method: 'POST',
      json: {
        grant_types: ['authorization_code'],
        redirect_uris: ['https://app.example.com/callback'],
        token_endpoint_auth_method: 'none',
      },
    });
    const token = await project.issueToken(client);
    const clientId = created.stringAt('client_id');
    const answer = await project.introspect({ form: { token, client_id: clientId } });
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ error: 'invalid_client' });
  });

  it.each(['sealed', 'jwt'])(
    'RFC7662-2.2-1 an active %s token is described: scope, client, subject, times, audience, issuer',
    async (strategy) => {
      const caller =
        strategy === 'sealed'
          ? client
          : await project.createClient({
              scope: 'read write',
              audience: ['https://api.example.com'],
              access_token_strategy: 'jwt',
            });
      const before = Math.floor(Date.now() / 1_000);
      const token = await project.issueToken(caller, {
        scope: 'read',
        audience: 'https://api.example.com',
      });
      const answer = await project.introspect({ as: caller, form: { token } });
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toMatch(/^application\/json/);
      const body = answer.json();
      expect(body).toMatchObject({
        active: true,
        scope: 'read',
        client_id: caller.clientId,
        sub: caller.clientId,
        aud: ['https://api.example.com'],
        iss: project.address.url,
        token_type: 'Bearer',
        token_use: 'access_token',
      });
      const issuedAtSeconds = Number(body['iat']);
      expect(issuedAtSeconds).toBeGreaterThanOrEqual(before - 1);
      expect(issuedAtSeconds).toBeLessThanOrEqual(Date.now() / 1_000 + 1);
      expect(body['exp']).toBe(issuedAtSeconds + 3_600);
    },
  );

  it('RFC7662-2.2-2 an inactive token is described by nothing but that', async () => {
    const revoked = await project.issueToken(client);
    await project.revoke({ as: client, form: { token: revoked } });
    for (const token of [revoked, 'unknown', 'gh_at_unknown', 'gh_rt_unknown', 'a.b.c']) {
      const answer = await project.introspect({ as: client, form: { token } });
      expect(answer.status).toBe(200);
      expect(answer.json()).toEqual({ active: false });
    }
  });

  it('RFC7662-2.2-3 a token meant for another is inactive to this caller', async () => {
    const other = await project.createClient();
    const token = await project.issueToken(client);
    const answer = await project.introspect({ as: other, form: { token } });
    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({ active: false });
  });

  it('RFC7662-2.2-4 a token whose audience is the caller is active to it', async () => {
    const resource = await project.createClient();
    const issuer = await project.createClient({ audience: [resource.clientId] });
    const token = await project.issueToken(issuer, { audience: resource.clientId });
    const answer = await project.introspect({ as: resource, form: { token } });
    expect(answer.json()).toMatchObject({ active: true, client_id: issuer.clientId });
  });

  it.each(['access_token', 'refresh_token', 'something_else'])(
    'RFC7662-2.1-4 a wrong or unknown hint does not hide the token: %s',
    async (hint) => {
      const token = await project.issueToken(client);
      const answer = await project.introspect({
        as: client,
        form: { token, token_type_hint: hint },
      });
      expect(answer.json()).toMatchObject({ active: true });
    },
  );

  it.each(['sealed', 'jwt'])('RFC7662-4-1 an expired %s token is inactive', async (strategy) => {
    const brief = await project.createClient({
      ...(strategy === 'jwt' ? { access_token_strategy: 'jwt' } : {}),
      client_credentials_grant_access_token_lifespan: '2s',
    });
    const issued = await project.token({ as: brief, form: { grant_type: 'client_credentials' } });
    expect(issued.json()['expires_in']).toBe(2);
    const token = issued.stringAt('access_token');
    expect(await project.isActive(token)).toBe(true);
    await vi.waitUntil(async () => !(await project.isActive(token)), {
      timeout: 6_000,
      interval: 200,
    });
  });

  it('RFC7662-4-2 a token of a client that was deleted is inactive', async () => {
    const doomed = await project.createClient();
    const token = await project.issueToken(doomed);
    const deleted = await project.admin(`/clients/${doomed.clientId}`, { method: 'DELETE' });
    expect(deleted.status).toBe(204);
    expect(await project.isActive(token)).toBe(false);
  });

  it('RFC7662-2.2-5 the answer may not be cached', async () => {
    const token = await project.issueToken(client);
    const answer = await project.introspect({ as: client, form: { token } });
    expect(answer.headers['cache-control']).toContain('no-store');
  });
});
