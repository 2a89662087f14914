import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../test/project-api-fixture.ts';

const discovery = '/.well-known/openid-configuration';
const inserted = '/.well-known/oauth-authorization-server';

/** What two answers may differ in. */
const comparable = ({ status, headers, text }: Answer) => ({
  status,
  headers: { ...headers, date: '' },
  text,
});

describe('in path mode', () => {
  let api: ProjectApiFixture;
  let own: TestProject;
  let base: string;

  beforeAll(async () => {
    api = await startProjectApi();
    own = await api.createProject();
    base = `/p/${own.project.slug}`;
  });

  afterAll(() => api.close());

  const setState = (project: TestProject['project'], state: 'halted' | 'deleted' | 'running') =>
    api.tenants.store.withProject(project, (tx) => tx.updateProject({ state }));

  it('serves one document under its three addresses (RFC 8414 section 3.1)', async () => {
    const answers = await Promise.all([
      api.send(`${base}${discovery}`),
      api.send(`${base}${inserted}`),
      api.send(`${inserted}${base}`),
    ]);
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers[0]?.json['issuer']).toBe(`http://localhost:4000${base}`);
  });

  it('attack 68: a foreign host is misdirected, whatever the path says, and never chooses a project', async () => {
    const other = await api.createProject();
    for (const host of [
      'evil.example',
      `${other.project.slug}.projects.localhost`,
      'localhost.evil',
    ]) {
      const answer = await api.send(`${base}${discovery}`, { headers: { host } });
      expect(answer.status).toBe(421);
      expect(answer.text).not.toContain('issuer');
    }
    const forwarded = await api.send(`${base}${discovery}`, {
      headers: { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' },
    });
    expect(forwarded.json['issuer']).toBe(`http://localhost:4000${base}`);
  });

  it('accepts an absolute-form target, whose host counts', async () => {
    const target = (host: string) => `http://${host}${base}${discovery}`;
    expect((await api.send(target('localhost:4000'))).status).toBe(200);
    const headers = { host: 'localhost:4000' };
    expect((await api.send(target('evil.example'), { headers })).status).toBe(421);
  });

  it.each(['GET', 'POST', 'DELETE'])(
    'attack 66: a project that was deleted answers %s like one that never was, byte for byte',
    async (method) => {
      const gone = await api.createProject();
      const { basic } = await gone.createClient();
      await setState(gone.project, 'deleted');
      const paths = [discovery, '/oauth2/token', '/admin/clients', '/admin/keys/x', '/nothing'];
      for (const path of paths) {
        const ask = (slug: string) =>
          api.send(`/p/${slug}${path}`, { method, headers: { authorization: basic } });
        const [deleted, never] = await Promise.all([ask(gone.project.slug), ask('never-was')]);
        expect(comparable(deleted)).toEqual(comparable(never));
        expect(deleted.status).toBeGreaterThanOrEqual(404);
        expect(deleted.headers['content-type']).toMatch(/^application\/json/);
      }
    },
  );

  it('answers 503 with Retry-After on every path of a halted project, and serves it again after', async () => {
    const halted = await api.createProject();
    const { basic } = await halted.createClient();
    const url = `/p/${halted.project.slug}`;
    const form = { grant_type: 'client_credentials' };
    const ask = () =>
      Promise.all([
        api.send(`${url}${discovery}`),
        api.send(`${url}/oauth2/token`, { form, headers: { authorization: basic } }),
        api.send(`${url}/admin/clients`, { headers: { authorization: `Bearer ${halted.apiKey}` } }),
      ]);
    await setState(halted.project, 'halted');
    for (const answer of await ask()) {
      expect(answer.status).toBe(503);
      expect(answer.headers['retry-after']).toBeDefined();
    }
    await setState(halted.project, 'running');
    expect((await ask()).map((answer) => answer.status)).toEqual([200, 200, 200]);
  });

  it('attack 114: answers 414 to a target of more than 8 KiB', async () => {
    const answer = await api.send(`${base}${discovery}?${'a'.repeat(9000)}`);
    expect(answer.status).toBe(414);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
  });

  it('serves nothing outside of a project', async () => {
    for (const target of ['/', '/api/projects', '/oauth2/token', '/.well-known/jwks.json', '/p']) {
      expect((await api.send(target)).status).toBe(404);
    }
  });
});

describe('in host mode', () => {
  let api: ProjectApiFixture;
  let own: TestProject;
  let host: string;

  beforeAll(async () => {
    api = await startProjectApi(() => ({
      addressing: {
        mode: 'host',
        consoleOrigin: 'http://console.test:4000',
        projectsDomain: 'apis.test',
      },
    }));
    own = await api.createProject();
    host = `${own.project.slug}.projects.apis.test:4000`;
  });

  afterAll(() => api.close());

  it('serves each project at its own host, with that host as its issuer', async () => {
    const answer = await api.send(discovery, { headers: { host } });
    expect(answer.json['issuer']).toBe(`http://${host}`);
    expect(answer.json['token_endpoint']).toBe(`http://${host}/oauth2/token`);
  });

  it('serves a client that reaches it through a proxy by absolute-form targets', async () => {
    const { basic } = await own.createClient();
    const answer = await api.send(`http://${host}/oauth2/token`, {
      form: { grant_type: 'client_credentials' },
      headers: { authorization: basic },
    });
    expect(answer.status).toBe(200);
  });

  it('attack 68: paths choose no project there, and unknown hosts reach none', async () => {
    const path = `/p/${own.project.slug}${discovery}`;
    expect((await api.send(path, { headers: { host } })).status).toBe(404);
    expect(
      (await api.send(`${inserted}/p/${own.project.slug}`, { headers: { host } })).status,
    ).toBe(404);
    for (const name of ['localhost:4000', 'apis.test:4000', 'projects.apis.test:4000', 'x.test']) {
      const answer = await api.send(discovery, { headers: { host: name } });
      expect(answer.status).toBe(421);
    }
    const unknown = { host: 'never-was.projects.apis.test:4000' };
    expect((await api.send(discovery, { headers: unknown })).status).toBe(404);
  });
});
