import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../test/project-api-fixture.ts';

const canary = 'c4n4ry-0f-a-fault';
const form = { grant_type: 'client_credentials' };

describe('when something breaks', () => {
  let api: ProjectApiFixture;
  let own: TestProject;
  let client: { id: string; basic: string };
  /** What looking up a client fails with. */
  let failure: Error | undefined;

  beforeEach(async () => {
    failure = undefined;
    api = await startProjectApi(({ projects }) => ({
      projects: {
        ...projects,
        peekBySlug(slug) {
          const runtime = projects.peekBySlug(slug);
          if (runtime === undefined || failure === undefined) return runtime;
          const rejected = Promise.reject(failure);
          return new Proxy(runtime, {
            get: (target, name) =>
              name === 'clients' ? { find: () => rejected } : Reflect.get(target, name),
          });
        },
      },
    }));
    own = await api.createProject();
    client = await own.createClient();
  });

  afterEach(() => api.close());

  const ask = (path: string, extra: Readonly<Record<string, string>> = {}) =>
    api.send(`/p/${own.project.slug}${path}`, {
      form: { ...form, ...extra },
      headers: { authorization: client.basic },
    });

  it('answers an unexpected fault by an id alone, and logs it under that id', async () => {
    expect((await ask('/oauth2/token')).status).toBe(200);
    failure = new Error(`client_secret=${canary}`);
    const answer = await ask('/oauth2/token');
    expect(answer.status).toBe(500);
    expect(answer.json).toMatchObject({ error: 'server_error' });
    expect(answer.text).not.toContain(canary);
    expect(answer.headers['cache-control']).toBe('no-store');
    const logged = api.log.find((line) => line.includes(String(answer.json['trace_id'])));
    expect(logged).toContain('unexpected fault');
    expect(api.log.join('')).not.toContain(canary);
  });

  it('attack 59: answers 503 with Retry-After when the database is gone, and never a success', async () => {
    const { access_token: token } = (await ask('/oauth2/token')).json;
    await api.tenants.urls.drop();
    for (const path of ['/oauth2/introspect', '/oauth2/revoke']) {
      const answer = await ask(path, { token: String(token) });
      expect(answer.status, path).toBe(503);
      expect(answer.json).toMatchObject({ error: 'temporarily_unavailable' });
      expect(answer.headers['retry-after']).toBeDefined();
    }
    const headers = { authorization: `Bearer ${own.apiKey}` };
    const admin = await api.send(`/p/${own.project.slug}/admin/clients`, { headers });
    expect(admin.status).toBe(503);
    expect((await api.send('/p/never-asked-before/.well-known/jwks.json')).status).toBe(503);
  });
});

describe('answers of many requests at the same time', () => {
  let api: ProjectApiFixture;

  afterAll(() => api.close());

  it('attack 76: never show one project or client in the error of another', async () => {
    api = await startProjectApi();
    const tenants = await Promise.all(
      [1, 2].map(async () => {
        const own = await api.createProject();
        return { own, client: await own.createClient() };
      }),
    );
    const failures = [
      { path: '/oauth2/token', form: { grant_type: 'unknown' } },
      { path: '/oauth2/token', form: { ...form, scope: 'not-allowed' } },
      { path: '/oauth2/introspect', form: { token: '' } },
      { path: '/oauth2/revoke', form: { token: 'x', token_type_hint: 'y' } },
    ];
    const rounds = Array.from({ length: 20 }, () => tenants).flat();
    await Promise.all(
      rounds.flatMap(({ own, client }) =>
        failures.map(async (failing) => {
          const answer = await api.send(`/p/${own.project.slug}${failing.path}`, {
            form: failing.form,
            headers: { authorization: client.basic },
          });
          for (const other of tenants.filter((one) => one.own !== own)) {
            const all = answer.text + JSON.stringify(answer.headers);
            expect(all).not.toContain(other.client.id);
            expect(all).not.toContain(other.own.project.slug);
            expect(all).not.toContain(other.own.project.projectId);
          }
        }),
      ),
    );
  });

  it('attack 118: leave no secret in the log, whatever is sent', async () => {
    const own = await api.createProject();
    const client = await own.createClient();
    const base = `/p/${own.project.slug}`;
    const issued = await api.send(`${base}/oauth2/token`, {
      form,
      headers: { authorization: client.basic },
    });
    const token = String(issued.json['access_token']);
    const secret = Buffer.from(client.basic.slice(6), 'base64').toString().split(':')[1] ?? '';
    const bearer = { authorization: `Bearer ${own.apiKey}` };
    await Promise.all([
      api.send(`${base}/oauth2/token?client_secret=${secret}`, { form }),
      api.send(`${base}/oauth2/token`, { form: { ...form, client_secret: secret } }),
      api.send(`${base}/oauth2/introspect`, {
        form: { token },
        headers: { authorization: client.basic },
      }),
      api.send(`${base}/admin/clients`, {
        json: { client_secret: secret, redirect_uris: 1 },
        headers: bearer,
      }),
      api.send(`${base}/nothing?access_token=${token}`, { headers: bearer }),
      api.send(`//${token}`),
    ]);
    for (const value of [token, secret, own.apiKey, client.basic.slice(6)]) {
      expect(api.log.join('')).not.toContain(value);
    }
  });
});
