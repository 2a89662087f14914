import { createKey } from '@gatehouse/administration';
import { issuerKeySet } from '@gatehouse/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../test/project-api-fixture.ts';

describe('the public documents of a project', () => {
  let api: ProjectApiFixture;
  let own: TestProject;
  let base: string;

  beforeAll(async () => {
    api = await startProjectApi();
    own = await api.createProject();
    base = `/p/${own.project.slug}`;
  });

  afterAll(() => api.close());

  it.each(['/.well-known/openid-configuration', '/.well-known/jwks.json'])(
    'may be read from anywhere, cached, and asked for again by its tag: %s',
    async (path) => {
      const first = await api.send(base + path);
      expect(first.status).toBe(200);
      expect(first.headers).toMatchObject({
        'access-control-allow-origin': '*',
        'cache-control': 'public, max-age=300',
        'x-content-type-options': 'nosniff',
      });
      expect(first.headers['access-control-allow-credentials']).toBeUndefined();
      expect(first.headers['set-cookie']).toBeUndefined();
      const headers = { 'if-none-match': String(first.headers['etag']) };
      const again = await api.send(base + path, { headers });
      expect([again.status, again.text]).toEqual([304, '']);
      const head = await api.send(base + path, { method: 'HEAD' });
      expect([head.status, head.text]).toEqual([200, '']);
      expect(head.headers['etag']).toBe(first.headers['etag']);
    },
  );

  it('shows a new signing key with the next request, under another tag', async () => {
    const before = await api.send(`${base}/.well-known/jwks.json`);
    const { by } = await api.tenants.createWorkspace();
    await createKey(api.tenants, {
      scope: own.project,
      by,
      setId: issuerKeySet,
      input: { alg: 'ES256', kid: 'the-next', use: 'sig' },
    });
    const after = await api.send(`${base}/.well-known/jwks.json`);
    expect(before.text).not.toContain('the-next');
    expect(after.text).toContain('the-next');
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
  });

  it('attack 75: never lets a token or an error be kept by anybody', async () => {
    const { basic } = await own.createClient();
    const headers = { authorization: basic };
    const form = { grant_type: 'client_credentials' };
    const answers = await Promise.all([
      api.send(`${base}/oauth2/token`, { form, headers }),
      api.send(`${base}/oauth2/token`, { form }),
      api.send(`${base}/oauth2/token`),
      api.send(`${base}/oauth2/token`, { json: form }),
      api.send(`${base}/oauth2/token`, { body: 'x'.repeat(70_000) }),
      api.send(`${base}/oauth2/introspect`, { form: { token: 'x' }, headers }),
      api.send(`${base}/oauth2/revoke`, { form: { token: 'x' }, headers }),
      api.send(`${base}/admin/clients`),
      api.send(`${base}/nothing`),
      api.send('/p/nobody/oauth2/token'),
    ]);
    const statuses = answers.map((answer) => answer.status);
    expect(statuses).toEqual([200, 401, 405, 415, 413, 200, 200, 401, 404, 405]);
    for (const answer of answers) expect(answer.headers['cache-control']).toBe('no-store');
  });
});
