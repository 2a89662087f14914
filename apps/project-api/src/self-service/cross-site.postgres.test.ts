// What other sites, other browsers and other projects may try with the forms of a project.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Answer,
  type Call,
  origin,
  type ProjectApiFixture,
  startProjectApi,
  type TestProject,
} from '../../test/project-api-fixture.ts';
import { FlowView, locationOf, setCookies, TestBrowser } from '../../test/test-browser.ts';

let api: ProjectApiFixture;
let home: TestProject;
let other: TestProject;
let issuer: string;
const person = { email: 'ann@example.com', password: 'a fine phrase of Ann' };

beforeAll(async () => {
  api = await startProjectApi();
  [home, other] = await Promise.all([api.createProject(), api.createProject()]);
  issuer = `${origin}/p/${home.project.slug}`;
  await new TestBrowser(api, home.project.slug).register(person);
  await new TestBrowser(api, other.project.slug).register(person);
});
afterAll(() => api.close());
// Failed attempts of one test are not the next one's.
beforeEach(() => api.tenants.clock.advance(86_401));

const newBrowser = ({ project }: TestProject = home) => new TestBrowser(api, project.slug);
const credentials = { identifier: person.email, password: person.password };
const errorIdOf = (answer: Answer) => Object(answer.json['error']).id;

describe('attack 84: a forged post', () => {
  const forgeries: readonly (readonly [string, Call])[] = [
    ['a foreign Origin', { headers: { origin: 'https://evil.example' } }],
    ['the Origin null', { headers: { origin: 'null' } }],
    ['the Origin of a sibling host', { headers: { origin: 'http://evil.localhost:4000' } }],
    ['Sec-Fetch-Site: cross-site', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['Sec-Fetch-Site: same-site', { headers: { 'sec-fetch-site': 'same-site' } }],
  ];
  it.each(forgeries)('with %s is refused', async (_, call) => {
    const browser = newBrowser();
    const answer = await browser.submit(await browser.begin('login'), credentials, call);
    expect(answer.status).toBe(403);
    expect(setCookies(answer)).toEqual([]);
  });

  it('without a token, or with that of another flow, is refused', async () => {
    const browser = newBrowser();
    const [flow, second] = [await browser.begin('login'), await browser.begin('login')];
    for (const csrf_token of ['', 'x', second.csrfToken]) {
      const answer = await browser.submit(flow, { ...credentials, csrf_token });
      expect(answer.status).toBe(403);
      expect(setCookies(answer)).toEqual([]);
    }
  });

  it('to the flow of another browser is refused, whatever token comes with it', async () => {
    const [attacker, victim] = [newBrowser(), newBrowser()];
    const flow = await attacker.begin('login');
    const own = await victim.begin('login');
    for (const csrf_token of [flow.csrfToken, own.csrfToken]) {
      expect((await victim.submit(flow, { ...credentials, csrf_token })).status).toBe(403);
    }
    const read = await victim.getJson(`/self-service/login/flows?id=${flow.id}`);
    expect([read.status, errorIdOf(read)]).toEqual([403, 'security_csrf_violation']);
  });

  it('by GET, or as JSON that calls itself text, does nothing', async () => {
    const browser = newBrowser();
    const flow = await browser.begin('login');
    const query = new URLSearchParams({ ...credentials, method: 'password' });
    const get = await browser.get(`${flow.actionTarget}&${query}`);
    expect(get.status).toBe(405);
    const body = JSON.stringify({ ...credentials, method: 'password', csrf_token: flow.csrfToken });
    for (const type of ['text/plain', 'text/plain;charset=UTF-8', 'multipart/form-data']) {
      const answer = await browser.send(flow.actionTarget, {
        body,
        headers: { 'content-type': type, origin, 'sec-fetch-site': 'same-origin' },
        method: 'POST',
      });
      expect([answer.status, setCookies(answer)]).toEqual([415, []]);
    }
  });

  it('of a browser to a native flow is refused', async () => {
    const flow = new FlowView(await api.send(`/p/${home.project.slug}/self-service/login/api`));
    const answer = await newBrowser().send(flow.actionTarget, {
      json: { ...credentials, method: 'password' },
    });
    expect([answer.status, answer.text.includes('gh_st_')]).toEqual([403, false]);
  });

  it('shows a person a page that leads on, in the same words for everybody', async () => {
    const browser = newBrowser();
    const flow = await browser.begin('login');
    const answer = await browser.submit(flow, { ...credentials, csrf_token: '<script>' });
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.text).not.toContain('<script>');
    const id = /\/error\?id=([\w-]+)/.exec(answer.text)?.[1];
    const error = await browser.getJson(`/self-service/errors?id=${id}`);
    expect(error.json).toMatchObject({ error: { code: 403, id: 'security_csrf_violation' } });
    const elsewhere = await newBrowser(other).getJson(`/self-service/errors?id=${id}`);
    expect(elsewhere.status).toBe(404);
  });
});

describe('attack 85: session fixation', () => {
  it('a session planted before the login is another one after it, and is dead', async () => {
    const attacker = newBrowser();
    const evil = { email: 'evil@example.com', password: 'a fine phrase of Evil' };
    await attacker.register(evil);
    await attacker.logIn(evil);
    const victim = newBrowser();
    for (const [name, value] of attacker.cookies) victim.cookies.set(name, value);
    await victim.logIn(person, '?refresh=true');
    const me = await victim.getJson('/sessions/whoami');
    expect(me.json).toMatchObject({ identity: { traits: { email: person.email } } });
    expect((await attacker.getJson('/sessions/whoami')).status).toBe(401);
    expect(victim.cookie('gatehouse_session')).not.toBe(attacker.cookie('gatehouse_session'));
    expect(victim.cookie('gatehouse_flow')).not.toBe(attacker.cookie('gatehouse_flow'));
  });

  it('a made-up session cookie is not taken over', async () => {
    const browser = newBrowser();
    await browser.logIn(person);
    const name =
      [...browser.cookies.keys()].find((key) => key.startsWith('gatehouse_session')) ?? '';
    const victim = newBrowser();
    victim.cookies.set(name, 'planted');
    await victim.logIn(person);
    expect(victim.cookies.get(name)).not.toBe('planted');
    expect(victim.cookies.get(name)).not.toBe(browser.cookies.get(name));
  });

  it('a flow begun elsewhere cannot be finished by whoever opens its link', async () => {
    const flow = await newBrowser().begin('login');
    const victim = newBrowser();
    const page = await victim.getJson(`/self-service/login/flows?id=${flow.id}`);
    expect(page.status).toBe(403);
  });
});

describe('attack 87: cookies', () => {
  it('are out of reach of scripts and other sites, and named for the project', async () => {
    const browser = newBrowser();
    const answer = await browser.logIn(person);
    const id = home.project.projectId.replaceAll('-', '');
    const path = `Path=/p/${home.project.slug}; HttpOnly; SameSite=Lax`;
    const [session = '', flow = ''] = setCookies(answer);
    expect(session).toMatch(
      new RegExp(`^gatehouse_session_${id}=gh_st_[\\w-]+; ${path}; Max-Age=\\d+$`),
    );
    expect(flow).toMatch(new RegExp(`^gatehouse_flow_${id}=[\\w-]+; ${path}; Max-Age=\\d+$`));
  });

  it('that come twice are harmless: whoever has two different ones is asked to sign in', async () => {
    const browser = newBrowser();
    await browser.logIn(person);
    const token = browser.cookie('gatehouse_session') ?? '';
    const name = `gatehouse_session_${home.project.projectId.replaceAll('-', '')}`;
    const whoami = (cookie: string) =>
      api.send(`${browser.base}/sessions/whoami`, { headers: { cookie } });
    expect((await whoami(`${name}=${token}; ${name}=${token}`)).status).toBe(200);
    expect((await whoami(`${name}=planted; ${name}=${token}`)).status).toBe(401);
    expect((await whoami(`${name}=${token}; ${name}=`)).status).toBe(401);
    expect((await whoami(`${'a=b; '.repeat(2000)}${name}=${token}`)).status).toBe(200);
    expect((await whoami(`${name}=${'x'.repeat(8000)}`)).status).toBe(401);
    expect((await whoami(`${name}; =; ;;=${token}`)).status).toBe(401);
  });
});

describe('attack 66: what belongs to another project', () => {
  it('a session of one project is unknown in the other, under either name', async () => {
    const browser = newBrowser();
    await browser.logIn(person);
    const token = browser.cookie('gatehouse_session') ?? '';
    const foreignName = `gatehouse_session_${other.project.projectId.replaceAll('-', '')}`;
    const base = `/p/${other.project.slug}/sessions/whoami`;
    const asCookie = await api.send(base, { headers: { cookie: `${foreignName}=${token}` } });
    const asHeader = await api.send(base, { headers: { 'x-session-token': token } });
    const unknown = await api.send(base, { headers: { 'x-session-token': 'gh_st_unknown' } });
    expect([asCookie.status, asHeader.status]).toEqual([401, 401]);
    expect(asHeader.text).toBe(unknown.text);
  });

  it('a flow of one project is unknown in the other', async () => {
    const browser = newBrowser();
    const flow = await browser.begin('login');
    const foreign = newBrowser(other);
    const mine = await foreign.begin('login');
    const read = await foreign.getJson(`/self-service/login/flows?id=${flow.id}`);
    const unknown = await foreign.getJson(
      '/self-service/login/flows?id=00000000-0000-4000-8000-000000000000',
    );
    expect([read.status, read.text]).toEqual([404, unknown.text]);
    const posted = await foreign.send(mine.actionTarget.replace(mine.id, flow.id), {
      form: { ...credentials, method: 'password', csrf_token: mine.csrfToken },
    });
    expect(posted.status).toBe(404);
  });
});

describe('attack 89: what people type', () => {
  it('is answered as JSON that no browser takes for a page', async () => {
    const browser = newBrowser();
    const flow = await browser.begin('registration');
    const script = '"><script>alert(1)</script>';
    await browser.submit(flow, { 'traits.email': script, 'traits.name': script, password: 'x' });
    const { answer } = await browser.read('registration', flow.id);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });
});

describe('attack 90: a poisoned host', () => {
  it.each([
    { host: '127.0.0.1:4000', 'x-forwarded-host': 'evil.example' },
    { host: '127.0.0.1:4000', forwarded: 'host=evil.example;proto=http' },
    { host: '127.0.0.1:4000', 'x-forwarded-proto': 'http', 'x-forwarded-prefix': '/evil' },
  ])('never appears in a link: %j', async (headers) => {
    const begun = await newBrowser().get('/self-service/login/browser', headers);
    expect(locationOf(begun).startsWith(`${issuer}/login?flow=`)).toBe(true);
    const json = await newBrowser().send('/self-service/login/browser', {
      headers: { ...headers, accept: 'application/json' },
    });
    expect(json.text).not.toContain('evil');
  });

  it('of another name is nobody’s', async () => {
    const answer = await newBrowser().get('/self-service/login/browser', { host: 'evil.example' });
    expect(answer.status).toBe(421);
  });
});

describe('in host mode', () => {
  it('attack 87: cookies have the prefix that no sibling host can set', async () => {
    const hosts = await startProjectApi(() => ({
      addressing: {
        mode: 'host',
        consoleOrigin: 'https://console.example.com',
        projectsDomain: 'example.net',
      },
    }));
    try {
      const { project } = await hosts.createProject();
      const host = `${project.slug}.projects.example.net`;
      const begun = await hosts.send('/self-service/login/browser', { headers: { host } });
      expect(locationOf(begun).startsWith(`https://${host}/login?flow=`)).toBe(true);
      const [cookie = ''] = setCookies(begun);
      expect(cookie).toMatch(
        /^__Host-gatehouse_flow_[0-9a-f]{32}=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=\d+$/,
      );
      const unprefixed = cookie.replace('__Host-', '').split(';')[0] ?? '';
      const id = new URL(locationOf(begun)).searchParams.get('flow');
      const read = await hosts.send(`/self-service/login/flows?id=${id}`, {
        headers: { host, cookie: unprefixed },
      });
      expect(read.status).toBe(403);
      const sibling = await hosts.createProject();
      const elsewhere = await hosts.send(`/self-service/login/flows?id=${id}`, {
        headers: { host: `${sibling.project.slug}.projects.example.net`, cookie },
      });
      expect(elsewhere.status).toBe(404);
    } finally {
      await hosts.close();
    }
  });
});
