import { beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../drivers/browser.ts';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebClient } from '../drivers/web-client.ts';

const registered = 'https://app.example/cb';

describe('redirect URIs under attack', () => {
  let project: ProjectApi;
  let client: WebClient;
  let loopback: WebClient;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await WebClient.create(project, { redirect_uris: [registered] });
    loopback = await WebClient.create(
      project,
      { redirect_uris: ['http://127.0.0.1/cb', 'http://[::1]/cb'] },
      client.person,
    );
  });

  const ask = (web: WebClient, change: Readonly<Record<string, string>>) =>
    web.browser.get(`/oauth2/auth?${new URLSearchParams(web.request(change))}`);

  /** A page of the project's own, and nothing that leads anywhere else. */
  function expectPage(answer: HttpAnswer): void {
    const { location } = answer.headers;
    if (location === undefined) expect(answer.status).toBe(400);
    else expect(location).toMatch(new RegExp(`^${project.address.url}/error\\?`));
    expect(answer.text).not.toContain('evil');
  }

  it.each([
    'https://app.example.evil.com/cb',
    'https://evil.com/https://app.example/cb',
    'https://app.example/cb/../x',
    'https://app.example/cb/',
    'https://app.example/CB',
    'HTTPS://app.example/cb',
    'https://APP.example/cb',
    'https://app.example:443/cb',
    'https://app.example/cb%2f..',
    'https://app.example/%63b',
    'https://app.example/cb;x',
    'https://app.example/cb?x=1',
    'https://app.example/cb?',
    'https://app.example/cb#f',
    'https://app.example/cb ',
    'http://app.example/cb',
    '//app.example/cb',
    '/cb',
    'javascript:alert(1)',
  ])('attack 13: "%s" is not the registered URI', async (uri) => {
    expectPage(await ask(client, { redirect_uri: uri }));
  });

  it.each([
    'https://app.example@evil.com/cb',
    'https://app.example\\@evil.com/cb',
    'https://app.example%00.evil.com/cb',
    'https://app.example\t/cb',
    'https://app.example\n/cb',
    'https://\u{430}pp.example/cb',
  ])('attack 14: %j is neither accepted nor registered', async (uri) => {
    expectPage(await ask(client, { redirect_uri: uri }));
    const created = await project.admin('/clients', {
      method: 'POST',
      json: { grant_types: ['authorization_code'], redirect_uris: [uri] },
    });
    expect(created.status).toBe(400);
  });

  it.each([
    'https://app.example/cb#fragment',
    'https://*.example/cb',
    'https://app.example:*/cb',
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'http://app.example/cb',
    'http://192.168.0.1/cb',
    'https://user:secret@app.example/cb',
    `https://app.example/${'a'.repeat(2048)}`,
  ])('attack 15: "%s" is not registered', async (uri) => {
    const created = await project.admin('/clients', {
      method: 'POST',
      json: { grant_types: ['authorization_code'], redirect_uris: [uri] },
    });
    expect(created.status).toBe(400);
    expect(created.json()).toMatchObject({ error: 'invalid_redirect_uri' });
  });

  it.each(['http://127.0.0.1:53123/cb', 'http://[::1]:1/cb', 'http://127.0.0.1/cb'])(
    'attack 16: a native application may choose its port on loopback: %s',
    async (uri) => {
      const answer = await ask(loopback, { redirect_uri: uri });
      expect(answer.headers.location).toContain('login_challenge=');
    },
  );

  it.each([
    'http://127.0.0.1:1/other',
    'http://127.0.0.1:1/cb?x=1',
    'http://localhost:1/cb',
    'http://127.0.0.2:1/cb',
    'http://127.0.0.1:80@evil.com/cb',
    'http://127.0.0.1.evil.com/cb',
    'http://0x7f.1/cb',
    'http://2130706433/cb',
    'http://127.0.0.1:port/cb',
    'https://127.0.0.1:1/cb',
  ])('attack 16: "%s" is no such loopback address', async (uri) => {
    expectPage(await ask(loopback, { redirect_uri: uri }));
  });

  it.each(['https://app.example:8443/cb', 'http://app.example:1/cb'])(
    'attack 17: no other host may choose its port: %s',
    async (uri) => {
      expectPage(await ask(client, { redirect_uri: uri }));
    },
  );

  it('attack 18: a private-use scheme is for public clients, with a dot, and by PKCE only', async () => {
    const native = { token_endpoint_auth_method: 'none', grant_types: ['authorization_code'] };
    const create = (fields: object) =>
      project.admin('/clients', { method: 'POST', json: { ...native, ...fields } });
    expect((await create({ redirect_uris: ['myapp://cb'] })).status).toBe(400);
    const app = await WebClient.create(
      project,
      { ...native, redirect_uris: ['com.example.app:/cb'] },
      client.person,
    );
    const answer = await ask(app, { redirect_uri: 'com.example.app:/cb' });
    expect(answer.headers.location).toMatch(/^com\.example\.app:\/cb\?error=invalid_request&/);
  });

  it('attack 19: without a redirect URI there is a page where several are registered, and always with openid', async () => {
    const request = loopback.request();
    delete request['redirect_uri'];
    for (const scope of ['openid', 'email']) {
      const query = new URLSearchParams({ ...request, scope });
      expectPage(await loopback.browser.get(`/oauth2/auth?${query}`));
    }
  });

  it.each(['query', 'fragment', 'form_post', 'jwt', 'web_message', 'form_post.jwt'])(
    'attack 20: no error is sent to an unregistered URI, in mode %s either',
    async (mode) => {
      const uri = 'https://evil.com/cb';
      expectPage(await ask(client, { redirect_uri: uri, prompt: 'none', response_mode: mode }));
      expectPage(await ask(client, { redirect_uri: uri, response_type: 'nonsense' }));
    },
  );

  it('attack 21: after logout nobody is sent to an address that is not registered for the client', async () => {
    const mine = await WebClient.create(
      project,
      { redirect_uris: [registered], post_logout_redirect_uris: ['https://app.example/bye'] },
      client.person,
    );
    const leave = (fields: Readonly<Record<string, string>>) =>
      mine.browser.get(`/oauth2/sessions/logout?${new URLSearchParams(fields)}`);
    const to = (uri: string) => ({ post_logout_redirect_uri: uri, state: 's' });
    const ofClient = (web: WebClient) => ({ client_id: web.credentials.clientId });
    for (const fields of [
      to('https://evil.com/'),
      to('https://app.example/bye'),
      { ...to('https://evil.com/'), ...ofClient(mine) },
      { ...to('https://app.example/bye'), ...ofClient(client) },
      { ...to('https://app.example/bye/'), ...ofClient(mine) },
      { ...to('https://evil.com/'), ...ofClient(mine), id_token_hint: 'forged' },
    ]) {
      const { location } = (await leave(fields)).headers;
      expect(location).toMatch(new RegExp(`^${project.address.url}/logout`));
    }
  });

  it.each([
    '//evil.com',
    '/\\evil.com',
    'https:evil.com',
    'https://evil.com/',
    '%2f%2fevil.com',
    'javascript:alert(1)',
    'data:text/html,x',
    'http://localhost.evil.com/',
    'http://localhost@evil.com/',
  ])('attack 22: return_to "%s" leads nobody out of the project', async (target) => {
    for (const flow of ['login', 'registration']) {
      const query = new URLSearchParams({ return_to: target });
      const opened = await new Browser(project).get(`/self-service/${flow}/browser?${query}`, {
        accept: 'application/json',
      });
      const returnTo = opened.json()['return_to'] ?? '';
      expect(String(returnTo)).not.toContain('evil');
      expect(String(returnTo)).not.toMatch(/^(javascript|data):/);
    }
    const left = await client.browser.get(
      `/self-service/logout?${new URLSearchParams({ token: 'x', return_to: target })}`,
    );
    expect(left.headers.location ?? '').not.toMatch(/^(https?:)?\/\/(?!localhost[:/])/);
  });

  it.each([
    ['redirect_uri', 'https://evil.com/cb'],
    ['client_id', 'another'],
    ['scope', 'email'],
    ['state', 'another'],
    ['response_type', 'token'],
  ])('attack 23: a second %s makes the request invalid, on a page', async (name, value) => {
    const query = new URLSearchParams(client.request());
    query.append(name, value);
    expectPage(await client.browser.get(`/oauth2/auth?${query}`));
    const body = await client.browser.post('/oauth2/auth', [...query]);
    expectPage(body);
  });

  it('attack 23: parameters in query and body at once are refused', async () => {
    const answer = await client.browser.post(
      `/oauth2/auth?redirect_uri=${encodeURIComponent('https://evil.com/cb')}`,
      client.request({ redirect_uri: registered }),
    );
    expect(answer.status).toBe(400);
    expect(answer.headers.location).toBeUndefined();
  });

  it('attack 24: a post with credentials is answered by 303 alone', async () => {
    const begun = await ask(client, { redirect_uri: registered });
    const opened = await client.browser.get(begun.headers.location ?? '');
    const flow = new URL(opened.headers.location ?? '').searchParams.get('flow') ?? '';
    const answers = [
      begun,
      opened,
      await client.browser.logIn(flow, { ...client.person, password: 'a wrong one altogether' }),
      await client.browser.logIn(flow, client.person),
    ];
    for (const answer of answers) expect(answer.status).toBe(303);
  });
});
