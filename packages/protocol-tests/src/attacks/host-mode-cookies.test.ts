import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser, createPerson } from '../drivers/browser.ts';
import { consoleProject, consoleUrl, HostedInstallation } from '../drivers/hosted-installation.ts';
import { type HttpAnswer, sendHttp } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { WebClient } from '../drivers/web-client.ts';

/** Every cookie that an answer sets, as a browser reads it (RFC 6265bis section 5.6). */
function readCookies({ headers }: HttpAnswer) {
  return (headers['set-cookie'] ?? []).map((line) => {
    const [pair = '', ...attributes] = line.split('; ');
    const names = new Set(attributes.map((attribute) => attribute.split('=')[0]?.toLowerCase()));
    return { name: pair.slice(0, pair.indexOf('=')), names, attributes };
  });
}

const asHeader = (cookies: ReadonlyMap<string, string>) =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

describe('cookies and isolation on hosts of their own', () => {
  let installation: HostedInstallation;
  let a: ProjectApi;
  let b: ProjectApi;
  let client: WebClient;

  beforeAll(async () => {
    installation = await HostedInstallation.start();
    a = await installation.createProject();
    b = await installation.createProject();
    client = await WebClient.create(a);
    await client.obtainTokens();
  });
  afterAll(() => installation?.stop());

  const whoami = (project: ProjectApi, cookie: string) =>
    project.get('/sessions/whoami', { cookie });

  it('attack 87: every cookie of pages, API and console is bound to its host, out of reach of scripts', async () => {
    const browser = new Browser(a);
    const started = await browser.get(`/oauth2/auth?${new URLSearchParams(client.request())}`);
    const flow = await browser.get(started.headers.location ?? '');
    const id = new URL(flow.headers.location ?? '').searchParams.get('flow') ?? '';
    const signedIn = await browser.logIn(id, client.person);
    const language = await browser.get('/signed-in?locale=de');
    const console = await sendHttp({ origin: consoleUrl, path: '/sign-in' });
    const out = await browser.get('/oauth2/sessions/logout');
    const cookies = [started, flow, signedIn, language, console, out].flatMap(readCookies);
    const purposes = new Set(cookies.map(({ name }) => name.replace(/_[0-9a-f]{32}$/, '')));
    expect([...purposes].filter((name) => !name.includes('locale')).sort()).toEqual([
      '__Host-gatehouse_console_sign_in',
      '__Host-gatehouse_flow',
      '__Host-gatehouse_oauth2',
      '__Host-gatehouse_session',
    ]);
    for (const { name, names, attributes } of cookies) {
      expect(names, name).toContain('httponly');
      expect(names, name).toContain('secure');
      expect(names, name).not.toContain('domain');
      expect(attributes, name).toContain('Path=/');
      expect(attributes, name).toContain('SameSite=Lax');
      // What only says which language somebody reads may be set by anybody.
      if (!name.includes('locale')) expect(name).toMatch(/^__Host-/);
    }
  });

  it('attack 87: a cookie that a sibling host could have set is not read', async () => {
    const cookie = asHeader(client.browser.cookies);
    expect((await whoami(a, cookie)).status).toBe(200);
    expect((await whoami(a, cookie.replaceAll('__Host-', ''))).status).toBe(401);
    expect((await whoami(a, cookie.replaceAll('__Host-', '__host-'))).status).toBe(401);
    expect((await whoami(a, cookie.replaceAll('__Host-', '__Secure-'))).status).toBe(401);
  });

  it('attack 87: cookies twice, broken, and in a full jar end in a fresh login and no fault', async () => {
    const cookie = asHeader(client.browser.cookies);
    const session = /(__Host-gatehouse_session_\w+)=/.exec(cookie)?.[1] ?? '';
    for (const [header, status] of [
      [`${session}=planted; ${cookie}`, 401],
      [`${cookie}; ${session}=planted`, 401],
      [`${'filler=x; '.repeat(700)}${cookie}`, 200],
      [`${session}=${'x'.repeat(8_000)}`, 401],
      [`=; ;;${session}`, 401],
      [`${session}=%00%ff"`, 401],
    ] as const) {
      expect((await whoami(a, header)).status, header.slice(0, 60)).toBe(status);
      const page = await a.get('/self-service/login/browser', { cookie: header });
      expect(page.status, header.slice(0, 60)).toBe(303);
    }
  });

  it('attack 66: what belongs to the host of A is unknown at the host of B, under either name', async () => {
    const cookie = asHeader(client.browser.cookies);
    const idOf = ({ address }: ProjectApi) => address.id.replaceAll('-', '');
    expect((await whoami(b, cookie)).status).toBe(401);
    expect((await whoami(b, cookie.replaceAll(idOf(a), idOf(b)))).status).toBe(401);
    expect((await whoami(consoleProject(), cookie)).status).toBe(401);
    const begun = await new Browser(a).get('/self-service/login/browser');
    const flow = new URL(begun.headers.location ?? '').searchParams.get('flow') ?? '';
    const unknown = '00000000-0000-4000-8000-000000000000';
    const other = new Browser(b);
    await other.get('/self-service/login/browser');
    const [foreign, made] = await Promise.all(
      [flow, unknown].map((id) => other.get(`/self-service/login/flows?id=${id}`)),
    );
    expect([foreign?.status, foreign?.text]).toEqual([404, made?.text]);
  });

  it('attack 68: the host alone says which project answers, and an unknown host is nobody', async () => {
    const { slug } = a.address;
    for (const path of [
      `/p/${slug}/oauth2/auth`,
      `/p/${slug}/.well-known/openid-configuration`,
      `/p/${slug}/login`,
    ]) {
      expect((await b.get(path)).status, path).toBe(404);
    }
    for (const host of [
      'apis.example',
      'projects.apis.example',
      `${slug}.apis.example`,
      'evil.example',
    ]) {
      const answer = await a.get('/.well-known/openid-configuration', { host });
      expect([404, 421], host).toContain(answer.status);
      expect(answer.text).not.toContain(slug);
    }
    const document = await b.get('/.well-known/openid-configuration', {
      'x-forwarded-host': new URL(a.origin).host,
    });
    expect(document.json()['issuer']).toBe(b.address.url);
  });

  it('attack 85: what was planted before a login is worth nothing after it', async () => {
    const attacker = new Browser(a);
    const evil = createPerson('Eve');
    await attacker.register(evil);
    const begin = async (browser: Browser) => {
      const begun = await browser.get('/self-service/login/browser?refresh=true');
      return new URL(begun.headers.location ?? '').searchParams.get('flow') ?? '';
    };
    await attacker.logIn(await begin(attacker), evil);
    const planted = asHeader(attacker.cookies);
    const victim = new Browser(a);
    const link = await begin(attacker);
    expect((await victim.get(`/self-service/login/flows?id=${link}`)).status).toBe(403);
    const page = await victim.get(`/login?flow=${link}`, { accept: 'text/html' });
    expect(page.status).toBe(403);
    const flow = await a.get('/self-service/login/browser?refresh=true', { cookie: planted });
    expect(flow.status).toBe(303);
    await victim.logIn(await begin(victim), client.person);
    for (const [name, value] of attacker.cookies) {
      if (!name.includes('locale')) expect(victim.cookies.get(name), name).not.toBe(value);
    }
  });

  it('attack 85: an authorization request that somebody else began is not finished in this browser', async () => {
    const attacker = new Browser(a);
    const begun = await attacker.get(`/oauth2/auth?${new URLSearchParams(client.request())}`);
    const victim = new Browser(a);
    const started = await victim.get(begun.headers.location ?? '');
    const id = new URL(started.headers.location ?? '').searchParams.get('flow') ?? '';
    const answer = await victim.logIn(id, client.person);
    expect(answer.headers.location).toContain(`${a.address.url}/error?id=`);
    expect(answer.headers.location).not.toContain('login_verifier');
  });

  it('attack 22: nobody is sent on to another project, or to anybody else', async () => {
    for (const target of [
      `${b.address.url}/signed-in`,
      'https://evil.example/',
      '//evil.example',
      `${a.address.url}.evil.example/`,
      'https:evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
    ]) {
      const browser = new Browser(a);
      const query = new URLSearchParams({ return_to: target });
      const begun = await browser.get(`/self-service/login/browser?${query}`);
      const id = new URL(begun.headers.location ?? '').searchParams.get('flow');
      const end = id === null ? begun : await browser.logIn(id, client.person);
      expect(end.headers.location ?? '', target).not.toMatch(/evil|javascript/);
      expect(end.headers.location ?? '', target).not.toContain(b.address.url);
    }
  });

  it('attack 90: no header decides where a link leads', async () => {
    for (const headers of [
      { 'x-forwarded-host': 'evil.example' },
      { forwarded: 'host=evil.example;proto=http' },
      { 'x-forwarded-proto': 'http', 'x-forwarded-port': '81', 'x-forwarded-prefix': '/evil' },
      { 'x-original-url': 'https://evil.example/', 'x-rewrite-url': '/evil' },
    ]) {
      const begun = await new Browser(a).get('/self-service/login/browser', headers);
      expect(begun.headers.location).toMatch(new RegExp(`^${a.address.url}/login\\?flow=`));
      const page = await new Browser(a).get('/login', headers);
      expect(page.headers.location).toBe(`${a.address.url}/self-service/login/browser`);
      const document = await a.get('/.well-known/openid-configuration', headers);
      expect(document.text).not.toContain('evil');
    }
  });

  it('attack 91: a made-up address in a header is no new beginning for who guesses', async () => {
    const target = createPerson('Ann');
    await new Browser(a).register(target);
    const statuses: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const created = await a.get('/self-service/login/api');
      const id = created.stringAt('id');
      const answer = await sendHttp({
        origin: a.origin,
        path: `/self-service/login?flow=${id}`,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          'x-forwarded-for': `203.0.113.${round}`,
          'x-real-ip': `203.0.113.${round}`,
          forwarded: `for=203.0.113.${round}`,
          connection: 'x-forwarded-for',
        },
        body: JSON.stringify({
          method: 'password',
          identifier: target.email,
          password: 'a guess of mine',
        }),
      });
      statuses.push(answer.status);
    }
    expect(statuses.slice(0, 5)).toEqual([400, 400, 400, 400, 400]);
    expect(statuses.at(-1)).toBe(429);
  });
});
