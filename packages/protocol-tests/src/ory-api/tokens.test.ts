import { beforeAll, describe, expect, it } from 'vitest';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

describe("Ory's administration of tokens", () => {
  let project: ProjectApi;
  let client: ClientCredentials;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await project.createClient({ scope: 'read write' });
  });

  it('ORY-introspectOAuth2Token-1 an active token is described in the fields of Ory, audience never null', async () => {
    const token = await project.issueToken(client, { scope: 'read' });
    const answer = await project.adminIntrospect(token, { scope: '' });
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({
      active: true,
      aud: [],
      client_id: client.clientId,
      iss: project.address.url,
      scope: 'read',
      sub: client.clientId,
      token_type: 'Bearer',
      token_use: 'access_token',
    });
    for (const name of ['exp', 'iat', 'nbf']) {
      expect(Number.isInteger(answer.json()[name]), name).toBe(true);
    }
  });

  it('ORY-introspectOAuth2Token-2 a scope that the token lacks makes it inactive', async () => {
    const token = await project.issueToken(client, { scope: 'read' });
    expect((await project.adminIntrospect(token, { scope: 'read' })).json()['active']).toBe(true);
    for (const scope of ['write', 'read write', 'READ']) {
      expect((await project.adminIntrospect(token, { scope })).json()).toEqual({ active: false });
    }
  });

  it('ORY-introspectOAuth2Token-3 a request without a token is 400', async () => {
    const answer = await project.adminIntrospect('');
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'invalid_request', status_code: 400 });
  });

  it.each(['opaque', 'jwt'])(
    'ORY-deleteOAuth2Token-1 every %s token of a client dies at once, and the next one lives',
    async (strategy) => {
      const owner = await project.createClient({ access_token_strategy: strategy });
      const bystander = await project.issueToken(client);
      const tokens = await Promise.all([project.issueToken(owner), project.issueToken(owner)]);
      const deleted = await project.admin(`/oauth2/tokens?client_id=${owner.clientId}`, {
        method: 'DELETE',
      });
      expect(deleted.status).toBe(204);
      for (const token of tokens) expect(await project.isActive(token)).toBe(false);
      expect(await project.isActive(bystander)).toBe(true);
      expect(await project.isActive(await project.issueToken(owner))).toBe(true);
    },
  );

  it('ORY-deleteOAuth2Token-2 without a client id nothing is deleted', async () => {
    const token = await project.issueToken(client);
    for (const query of ['', '?client_id=', '?client=x']) {
      const answer = await project.admin(`/oauth2/tokens${query}`, { method: 'DELETE' });
      expect(answer.status, query).toBe(400);
    }
    expect(await project.isActive(token)).toBe(true);
  });

  it("ORY-oauth2TokenExchange-1 the CLI's two attempts work: a foreign Authorization header, then credentials in the body", async () => {
    const headers = { authorization: `Bearer ${project.address.key}` };
    const first = await project.token({ headers, form: { grant_type: 'client_credentials' } });
    expect(first.status).toBe(401);
    expect(first.json()).toMatchObject({ error: 'invalid_client' });
    const second = await project.token({
      headers,
      form: {
        grant_type: 'client_credentials',
        client_id: client.clientId,
        client_secret: client.secret,
      },
    });
    expect(second.status).toBe(200);
  });

  it('ORY-oauth2TokenExchange-2 the lifetime of the project holds where the client has none', async () => {
    const own = await managementApi().createProject();
    await managementApi().patchProject(own.address.id, [
      { op: 'add', path: '/services/oauth2/config/ttl', value: { access_token: '5m' } },
    ]);
    const caller = await own.createClient();
    const answer = await own.token({ as: caller, form: { grant_type: 'client_credentials' } });
    expect(answer.json()['expires_in']).toBe(300);
  });

  it('ORY-oauth2TokenExchange-3 a project may grant the whole allowed scope where none is asked for', async () => {
    const own = await managementApi().createProject();
    await managementApi().patchProject(own.address.id, [
      {
        op: 'add',
        path: '/services/oauth2/config/oauth2',
        value: { client_credentials: { default_grant_allowed_scope: true } },
      },
    ]);
    const caller = await own.createClient({ scope: 'read write openid offline' });
    const answer = await own.token({ as: caller, form: { grant_type: 'client_credentials' } });
    expect(answer.stringAt('scope').split(' ').sort()).toEqual(['read', 'write']);
  });
});
