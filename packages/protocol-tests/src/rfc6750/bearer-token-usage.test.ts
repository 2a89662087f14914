import { beforeAll, describe, expect, it } from 'vitest';
import { sendHttp } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

describe('RFC 6750, bearer keys at the administration of a project', () => {
  let project: ProjectApi;

  beforeAll(async () => {
    project = await managementApi().createProject();
  });

  it('RFC6750-2.1-1 a key in the Authorization header is accepted', async () => {
    const answer = await project.admin('/clients');
    expect(answer.status).toBe(200);
  });

  it('RFC6750-2.1-2 the authentication scheme is case-insensitive', async () => {
    for (const scheme of ['bearer', 'BEARER']) {
      const authorization = `${scheme} ${project.address.key}`;
      const answer = await project.admin('/clients', { key: null, headers: { authorization } });
      expect(answer.status, scheme).toBe(200);
    }
  });

  it('RFC6750-2.2-1 a key in a form body counts for nothing', async () => {
    const answer = await sendHttp({
      origin: project.origin,
      path: `${project.basePath}/admin/oauth2/introspect`,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ access_token: project.address.key, token: 'x' }).toString(),
    });
    expect(answer.status).toBe(401);
  });

  it('RFC6750-2.3-1 a key in the query counts for nothing', async () => {
    const query = new URLSearchParams({ access_token: project.address.key });
    const answer = await project.admin(`/clients?${query}`, { key: null });
    expect(answer.status).toBe(401);
  });

  it('RFC6750-3-1 a request without a key is 401 with a Bearer challenge that names no error', async () => {
    const answer = await project.admin('/clients', { key: null });
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer\b/);
    expect(answer.headers['www-authenticate']).not.toContain('error=');
  });

  it.each(['x', 'gh_pak_', '', 'Ünicode', 'a b'])(
    'RFC6750-3.1-1 the key %j is 401 with a Bearer challenge',
    async (key) => {
      const authorization = Buffer.from(`Bearer ${key}`, 'utf8').toString('latin1');
      const answer = await project.admin('/clients', { key: null, headers: { authorization } });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer\b/);
    },
  );

  it('RFC6750-3.1-2 a key without the permission is 403', async () => {
    const key = await managementApi().createProjectKey(project.address.id, {
      scopes: ['clients:read'],
    });
    const reader = project.withKey(key);
    expect((await reader.admin('/clients')).status).toBe(200);
    const written = await reader.admin('/clients', { method: 'POST', json: { client_name: 'x' } });
    expect(written.status).toBe(403);
    expect((await reader.adminIntrospect('x')).status).toBe(403);
  });

  it('RFC6750-5.3-1 an answer that shows a credential may not be cached', async () => {
    const answer = await project.admin('/clients', {
      method: 'POST',
      json: { grant_types: ['client_credentials'] },
    });
    expect(answer.stringAt('client_secret')).not.toBe('');
    expect(answer.headers['cache-control']).toContain('no-store');
  });
});
