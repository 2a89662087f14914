import { beforeAll, describe, expect, it } from 'vitest';
import { sendHttp } from '../drivers/http-exchange.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebClient } from '../drivers/web-client.ts';

describe('RFC 7009, token revocation', () => {
  let project: ProjectApi;
  let client: ClientCredentials;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await project.createClient();
  });

  it('RFC7009-2-1 the revocation endpoint is advertised and answers POST only', async () => {
    const metadata = (await project.get('/.well-known/oauth-authorization-server')).json();
    expect(metadata['revocation_endpoint']).toBe(`${project.address.url}/oauth2/revoke`);
    const token = await project.issueToken(client);
    const answer = await project.get(`/oauth2/revoke?token=${token}`);
    expect(answer.status).toBe(405);
    expect(await project.isActive(token)).toBe(true);
  });

  it('RFC7009-2.1-1 a request without a token is an invalid request', async () => {
    for (const form of [{}, { token: '' }, { token_type_hint: 'access_token' }]) {
      const answer = await project.revoke({ as: client, form });
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ error: 'invalid_request' });
    }
  });

  it('RFC7009-2.1-2 a client that does not authenticate revokes nothing', async () => {
    const token = await project.issueToken(client);
    const anonymous = await project.revoke({ form: { token } });
    const named = await project.revoke({ form: { token, client_id: client.clientId } });
    const wrong = await project.revoke({ as: { ...client, secret: 'wrong' }, form: { token } });
    for (const answer of [anonymous, named, wrong]) {
      expect(answer.status).toBe(401);
      expect(answer.json()).toMatchObject({ error: 'invalid_client' });
    }
    expect(await project.isActive(token)).toBe(true);
  });

  it('RFC7009-2.1-3 a client revokes its own tokens only', async () => {
    const other = await project.createClient();
    const token = await project.issueToken(client);
    const answer = await project.revoke({ as: other, form: { token } });
    expect(answer.status).toBe(200);
    expect(await project.isActive(token)).toBe(true);
  });

  it('RFC7009-2.1-4 the token is dead when the answer arrives, and stays so', async () => {
    const token = await project.issueToken(client);
    expect(await project.isActive(token)).toBe(true);
    const answer = await project.revoke({ as: client, form: { token } });
    expect(answer.status).toBe(200);
    for (let round = 0; round < 3; round += 1) expect(await project.isActive(token)).toBe(false);
  });

  it('RFC7009-2.1-5 revoking one token leaves the others of the client alive', async () => {
    const [revoked, kept] = await Promise.all([
      project.issueToken(client),
      project.issueToken(client),
    ]);
    await project.revoke({ as: client, form: { token: revoked } });
    expect(await project.isActive(revoked)).toBe(false);
    expect(await project.isActive(kept)).toBe(true);
  });

  it.each(['access_token', 'refresh_token', 'something_else', ''])(
    'RFC7009-2.1-6 a wrong or unknown hint does not hide the token: %j',
    async (hint) => {
      const token = await project.issueToken(client);
      const answer = await project.revoke({ as: client, form: { token, token_type_hint: hint } });
      expect(answer.status).toBe(200);
      expect(await project.isActive(token)).toBe(false);
    },
  );

  it('RFC7009-2.1-7 JWT access tokens are revoked like sealed ones', async () => {
    const jwtClient = await project.createClient({ access_token_strategy: 'jwt' });
    const token = await project.issueToken(jwtClient);
    expect(token.split('.')).toHaveLength(3);
    await project.revoke({ as: jwtClient, form: { token } });
    expect(await project.isActive(token)).toBe(false);
  });

  it('RFC7009-2.1-9 a revoked refresh token takes its access tokens and its successors along', async () => {
    const app = await WebClient.create(project);
    const issued = await app.obtainTokens();
    const rotated = await app.refresh(issued.stringAt('refresh_token'));
    const token = rotated.stringAt('refresh_token');
    const answer = await project.revoke({ as: app.credentials, form: { token } });
    expect(answer.status).toBe(200);
    for (const { access_token: value } of [issued.json(), rotated.json()]) {
      expect(await project.isActive(String(value))).toBe(false);
    }
    expect((await app.refresh(token)).json()).toMatchObject({ error: 'invalid_grant' });
  });

  it.each(['unknown', 'gh_at_x', 'gh_rt_x', 'a.b.c', ' ', '\u0000', 'é'])(
    'RFC7009-2.2-1 an invalid token is answered with 200: %j',
    async (token) => {
      const answer = await project.revoke({ as: client, form: { token } });
      // Control characters are a malformed parameter; everything else is a token that is not there.
      expect(token === '\u0000' ? [200, 400] : [200]).toContain(answer.status);
    },
  );

  it('RFC7009-2.2-2 revoking twice is no error', async () => {
    const token = await project.issueToken(client);
    for (let round = 0; round < 2; round += 1) {
      const answer = await project.revoke({ as: client, form: { token } });
      expect(answer.status).toBe(200);
    }
  });

  it('RFC7009-2.1-8 credentials in the body authenticate as at the token endpoint', async () => {
    const token = await project.issueToken(client);
    const answer = await sendHttp({
      origin: project.origin,
      path: `${project.basePath}/oauth2/revoke`,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        token,
        client_id: client.clientId,
        client_secret: client.secret,
      }).toString(),
    });
    expect(answer.status).toBe(200);
    expect(await project.isActive(token)).toBe(false);
  });
});
