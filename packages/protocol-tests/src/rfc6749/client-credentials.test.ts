import { beforeAll, describe, expect, it } from 'vitest';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

const grant = { grant_type: 'client_credentials' };

describe('RFC 6749 sections 3.3 and 4.4, client credentials and scope', () => {
  let project: ProjectApi;
  let client: ClientCredentials;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await project.createClient({ scope: 'read write Read' });
  });

  it('RFC6749-4.4-1 a public client cannot use client credentials', async () => {
    const created = await project.admin('/clients', {
      method: 'POST',
      json: { grant_types: ['client_credentials'], token_endpoint_auth_method: 'none' },
    });
    // Refused when it is registered, or when it asks: either way it never gets a token.
    if (created.status === 201) {
      const clientId = created.stringAt('client_id');
      const answer = await project.token({ form: { ...grant, client_id: clientId } });
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ error: 'unauthorized_client' });
    } else {
      expect(created.status).toBe(400);
    }
  });

  it('RFC6749-4.4.3-1 client credentials yield an access token and no refresh token', async () => {
    const answer = await project.token({ as: client, form: { ...grant, scope: 'read' } });
    expect(answer.status).toBe(200);
    expect(answer.json()).not.toHaveProperty('refresh_token');
    expect(answer.json()).not.toHaveProperty('id_token');
  });

  it('RFC6749-3.3-1 scopes are separated by spaces and their order carries no meaning', async () => {
    for (const scope of ['read write', 'write read']) {
      const answer = await project.token({ as: client, form: { ...grant, scope } });
      expect(answer.status).toBe(200);
      expect(answer.stringAt('scope').split(' ').sort()).toEqual(['read', 'write']);
    }
  });

  it('RFC6749-3.3-2 scopes are case-sensitive', async () => {
    const known = await project.token({ as: client, form: { ...grant, scope: 'Read' } });
    expect(known.stringAt('scope')).toBe('Read');
    const unknown = await project.token({ as: client, form: { ...grant, scope: 'WRITE' } });
    expect(unknown.status).toBe(400);
    expect(unknown.json()).toMatchObject({ error: 'invalid_scope' });
  });

  it('RFC6749-3.3-3 the answer names the scope of the token', async () => {
    const answer = await project.token({ as: client, form: { ...grant, scope: 'write' } });
    const introspected = await project.adminIntrospect(answer.stringAt('access_token'));
    expect(answer.stringAt('scope')).toBe('write');
    expect(introspected.stringAt('scope')).toBe('write');
  });

  it('RFC6749-3.3-4 without a scope the token has the documented default: none', async () => {
    const answer = await project.token({ as: client, form: grant });
    expect(answer.status).toBe(200);
    expect(answer.json()['scope'] ?? '').toBe('');
  });

  it.each(['read "write"', 'read\\write', 'read\u00e9', 'read\u0001'])(
    'RFC6749-3.3-5 a scope with characters outside of its syntax is refused: %j',
    async (scope) => {
      const answer = await project.token({ as: client, form: { ...grant, scope } });
      expect(answer.status).toBe(400);
      expect(['invalid_scope', 'invalid_request']).toContain(answer.json()['error']);
    },
  );

  it('RFC6749-3.3-6 a scope that the client may not have is refused, beside one that it may have too', async () => {
    for (const scope of ['admin', 'read admin']) {
      const answer = await project.token({ as: client, form: { ...grant, scope } });
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ error: 'invalid_scope' });
    }
  });

  it.each(['openid', 'offline', 'offline_access'])(
    'RFC6749-4.4.3-2 client credentials never yield %s, which speaks about a person',
    async (scope) => {
      const holder = await project.createClient({ scope: 'openid offline offline_access read' });
      const answer = await project.token({ as: holder, form: { ...grant, scope } });
      expect(answer.status).toBe(400);
      expect(answer.json()).toMatchObject({ error: 'invalid_scope' });
    },
  );
});
