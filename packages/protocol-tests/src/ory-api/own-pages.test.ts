import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { Browser, createPkcePair } from '../drivers/browser.ts';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebClient } from '../drivers/web-client.ts';

type Stage = 'login' | 'consent';

/** A project that brings its own login and consent pages: they hold a key that may accept. */
describe('login and consent pages of the project', () => {
  let project: ProjectApi;
  let client: WebClient;

  beforeAll(async () => {
    const plain = await managementApi().createProject();
    await managementApi().patchProject(plain.address.id, [
      {
        op: 'add',
        path: '/services/oauth2/config/urls',
        value: { login: 'https://pages.example/login', consent: 'http://127.0.0.1:3000/consent' },
      },
    ]);
    const scopes = ['login:accept', 'consent:accept', 'clients:write', 'clients:read'];
    const more = ['identities:read', 'identities:write', 'tokens:introspect', 'tokens:revoke'];
    const key = await managementApi().createProjectKey(plain.address.id, {
      scopes: [...scopes, ...more],
    });
    project = plain.withKey(key);
    client = await WebClient.create(project);
  });

  async function begin(
    browser: Browser,
    change: Readonly<Record<string, string>> = {},
  ): Promise<{ challenge: string; verifier: string }> {
    const { verifier, challenge } = createPkcePair();
    const request = client.request({
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...change,
    });
    const answer = await browser.get(`/oauth2/auth?${new URLSearchParams(request)}`);
    const page = new URL(answer.headers.location ?? '');
    expect(page.origin + page.pathname).toBe('https://pages.example/login');
    return { challenge: page.searchParams.get('login_challenge') ?? '', verifier };
  }

  const requestPath = (stage: Stage, challenge: string, verb = '') =>
    `/oauth2/auth/requests/${stage}${verb}?${stage}_challenge=${encodeURIComponent(challenge)}`;
  const show = (stage: Stage, challenge: string) => project.admin(requestPath(stage, challenge));
  const accept = (stage: Stage, challenge: string, json: object) =>
    project.admin(requestPath(stage, challenge, '/accept'), { method: 'PUT', json });
  const reject = (stage: Stage, challenge: string, json: object) =>
    project.admin(requestPath(stage, challenge, '/reject'), { method: 'PUT', json });

  /** Follows `redirect_to` in the browser. @returns where it is sent next. */
  async function follow(browser: Browser, accepted: HttpAnswer): Promise<URL> {
    const next = await browser.get(accepted.stringAt('redirect_to'));
    return new URL(next.headers.location ?? '', project.address.url);
  }

  async function reachConsent(browser: Browser, subject: string) {
    const { challenge, verifier } = await begin(browser);
    const accepted = await accept('login', challenge, {
      subject,
      acr: 'gold',
      amr: ['hwk'],
      context: { from: 'test' },
    });
    expect(accepted.status).toBe(200);
    const page = await follow(browser, accepted);
    expect(page.origin + page.pathname).toBe('http://127.0.0.1:3000/consent');
    return { challenge: page.searchParams.get('consent_challenge') ?? '', verifier };
  }

  async function reachTokens(browser: Browser, subject: string, consent: object) {
    const { challenge, verifier } = await reachConsent(browser, subject);
    const accepted = await accept('consent', challenge, consent);
    expect(accepted.status).toBe(200);
    const code = (await follow(browser, accepted)).searchParams.get('code') ?? '';
    const tokens = await client.redeem({ code, verifier });
    expect(tokens.status).toBe(200);
    return tokens;
  }

  const claimsOf = (tokens: HttpAnswer): Record<string, unknown> =>
    JSON.parse(
      Buffer.from(tokens.stringAt('id_token').split('.')[1] ?? '', 'base64url').toString(),
    );

  it('ORY-getOAuth2LoginRequest-1 tells what is asked for, by whom and from where', async () => {
    const { challenge } = await begin(new Browser(project), {
      login_hint: 'ada@example.com',
      ui_locales: 'de en',
    });
    const shown = await show('login', challenge);
    expect(shown.status).toBe(200);
    expect(shown.json()).toMatchObject({
      challenge,
      client: { client_id: client.credentials.clientId, client_name: 'Protocol test' },
      oidc_context: { login_hint: 'ada@example.com', ui_locales: ['de', 'en'] },
      request_url: expect.stringContaining('/oauth2/auth?'),
      requested_scope: ['openid', 'offline_access'],
      requested_access_token_audience: [],
      skip: false,
      subject: '',
    });
    expect(shown.text).not.toContain('client_secret"');
  });

  it('ORY-getOAuth2LoginRequest-2 answers 404 for a challenge that nobody was sent with', async () => {
    const { challenge } = await begin(new Browser(project));
    for (const unknown of ['', 'nonsense', `${randomUUID()}.${'a'.repeat(43)}`, `${challenge}x`]) {
      expect((await show('login', unknown)).status).toBe(404);
      expect((await accept('login', unknown, { subject: 'ada' })).status).toBe(404);
    }
    expect((await show('consent', challenge)).status).toBe(404);
  });

  it('ORY-acceptOAuth2LoginRequest-1 brings a subject of the pages, its consent and its claims into the tokens', async () => {
    const tokens = await reachTokens(new Browser(project), 'customer 4711', {
      grant_scope: ['openid'],
      session: { id_token: { plan: 'pro', sub: 'forged', iss: 'forged' } },
    });
    expect(tokens.stringAt('scope')).toBe('openid');
    expect(claimsOf(tokens)).toMatchObject({
      sub: 'customer 4711',
      iss: project.address.url,
      acr: 'gold',
      amr: ['hwk'],
      plan: 'pro',
    });
    const userinfo = await client.userinfo(tokens.stringAt('access_token'));
    expect(userinfo.json()).toEqual({ sub: 'customer 4711' });
  });

  it('ORY-acceptOAuth2LoginRequest-2 answers 410 with a new beginning to whoever comes second', async () => {
    const { challenge } = await begin(new Browser(project));
    const answers = await Promise.all(
      ['ada', 'bob', 'eve'].map((subject) => accept('login', challenge, { subject })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410, 410]);
    const later = await show('login', challenge);
    expect(later.status).toBe(410);
    expect(later.stringAt('redirect_to')).toContain('/oauth2/auth?');
  });

  it('ORY-acceptOAuth2LoginRequest-3 gives an address that is worth nothing in another browser', async () => {
    const browser = new Browser(project);
    const { challenge } = await begin(browser);
    const accepted = await accept('login', challenge, { subject: 'ada' });
    const stranger = new Browser(project);
    await begin(stranger);
    const stolen = await stranger.get(accepted.stringAt('redirect_to'));
    expect(stolen.headers.location ?? '').not.toContain('consent_challenge');
    const page = await follow(browser, accepted);
    expect(page.searchParams.has('consent_challenge')).toBe(true);
  });

  it('ORY-acceptOAuth2LoginRequest-4 wants a key that names the permission', async () => {
    const { challenge } = await begin(new Browser(project));
    const usual = project.withKey(await managementApi().createProjectKey(project.address.id));
    const refused = await usual.admin(requestPath('login', challenge, '/accept'), {
      method: 'PUT',
      json: { subject: 'ada' },
    });
    expect(refused.status).toBe(403);
    expect((await usual.admin(requestPath('login', challenge))).status).toBe(403);
    expect((await show('login', challenge)).status).toBe(200);
  });

  it('ORY-acceptOAuth2LoginRequest-5 refuses an inactive identity, and what is no subject', async () => {
    const created = await project.admin('/identities', {
      method: 'POST',
      json: {
        schema_id: 'default',
        traits: { email: `${randomUUID()}@example.com` },
        state: 'inactive',
      },
    });
    expect(created.status).toBe(201);
    const { challenge } = await begin(new Browser(project));
    const bad = [
      { subject: created.stringAt('id') },
      {},
      { subject: '' },
      { subject: 7 },
      { subject: 'a\0b' },
      { subject: 'a'.repeat(256) },
      { subject: 'ada', amr: 'pwd' },
      { subject: 'ada', context: [] },
      { subject: 'ada', force_subject_identifier: 'other' },
    ];
    for (const json of bad) {
      expect((await accept('login', challenge, json)).status).toBe(400);
    }
    expect((await accept('login', challenge, { subject: 'ada' })).status).toBe(200);
  });

  it.each(['login', 'consent'] as const)(
    'ORY-rejectOAuth2LoginRequest-1 brings the error of the %s page to the client, in the browser that began',
    async (stage) => {
      const browser = new Browser(project);
      const { challenge } =
        stage === 'login' ? await begin(browser) : await reachConsent(browser, 'ada');
      const rejected = await reject(stage, challenge, {
        error: 'access_denied',
        error_description: 'Not today',
      });
      expect(rejected.status).toBe(200);
      const stolen = await new Browser(project).get(rejected.stringAt('redirect_to'));
      expect(stolen.headers.location ?? '').not.toContain('Not+today');
      const told = await follow(browser, rejected);
      expect(Object.fromEntries(told.searchParams)).toEqual({
        error: 'access_denied',
        error_description: 'Not today',
        iss: project.address.url,
        state: 'a-state-of-the-client',
      });
      expect((await show(stage, challenge)).status).toBe(410);
    },
  );

  it('ORY-getOAuth2ConsentRequest-1 tells who wants to consent to what', async () => {
    const { challenge } = await reachConsent(new Browser(project), 'ada');
    const shown = await show('consent', challenge);
    expect(shown.json()).toMatchObject({
      challenge,
      acr: 'gold',
      amr: ['hwk'],
      client: { client_id: client.credentials.clientId },
      context: { from: 'test' },
      requested_scope: ['openid', 'offline_access'],
      subject: 'ada',
    });
  });

  it('ORY-acceptOAuth2ConsentRequest-1 grants no scope and no audience that was not asked for', async () => {
    const { challenge } = await reachConsent(new Browser(project), 'ada');
    for (const wider of [
      { grant_scope: ['openid', 'email'] },
      { grant_scope: ['openid'], grant_access_token_audience: ['https://api.example'] },
    ]) {
      expect((await accept('consent', challenge, wider)).status).toBe(400);
    }
  });

  it('ORY-acceptOAuth2ConsentRequest-2 remembers a consent with its claims, so that the page is not asked again', async () => {
    const subject = `subject ${randomUUID()}`;
    const consent = {
      grant_scope: ['openid', 'offline_access'],
      remember: true,
      remember_for: 3600,
      session: { id_token: { plan: 'pro' } },
    };
    await reachTokens(new Browser(project), subject, consent);
    const browser = new Browser(project);
    const { challenge, verifier } = await begin(browser);
    const accepted = await accept('login', challenge, { subject });
    const code = (await follow(browser, accepted)).searchParams.get('code') ?? '';
    expect(claimsOf(await client.redeem({ code, verifier }))).toMatchObject({ plan: 'pro' });
  });

  it('ORY-listOAuth2ConsentSessions-1 lists what a subject has allowed', async () => {
    const subject = `subject ${randomUUID()}`;
    await reachTokens(new Browser(project), subject, { grant_scope: ['openid'], remember: true });
    const query = new URLSearchParams({ subject });
    const listed = await project.admin(`/oauth2/auth/sessions/consent?${query}`);
    expect(listed.jsonList()).toMatchObject([
      {
        consent_request: { client: { client_id: client.credentials.clientId }, subject },
        grant_scope: ['openid'],
        remember: true,
        remember_for: 0,
      },
    ]);
    expect((await project.admin('/oauth2/auth/sessions/consent')).status).toBe(400);
  });

  it('ORY-revokeOAuth2ConsentSessions-1 ends the tokens of the subject, and its remembered consents', async () => {
    const subject = `subject ${randomUUID()}`;
    const consent = { grant_scope: ['openid', 'offline_access'], remember: true };
    const tokens = await reachTokens(new Browser(project), subject, consent);
    const other = await reachTokens(new Browser(project), `${subject} too`, consent);
    const path = (fields: Record<string, string>) =>
      `/oauth2/auth/sessions/consent?${new URLSearchParams({ subject, ...fields })}`;
    expect((await project.admin(path({}), { method: 'DELETE' })).status).toBe(400);
    expect((await project.admin(path({ all: 'true' }), { method: 'DELETE' })).status).toBe(204);
    expect(await project.isActive(tokens.stringAt('access_token'))).toBe(false);
    expect((await client.refresh(tokens.stringAt('refresh_token'))).status).toBe(400);
    expect((await project.admin(path({}))).jsonList()).toEqual([]);
    expect(await project.isActive(other.stringAt('access_token'))).toBe(true);
  });

  it('ORY-revokeOAuth2LoginSessions-1 ends the sessions of an identity', async () => {
    const hosted = await managementApi().createProject();
    const web = await WebClient.create(hosted);
    const tokens = await web.obtainTokens({ scope: 'openid' });
    const subject = (await web.userinfo(tokens.stringAt('access_token'))).stringAt('sub');
    const path = `/oauth2/auth/sessions/login?subject=${subject}`;
    expect((await hosted.admin(path, { method: 'DELETE' })).status).toBe(204);
    expect(await hosted.isActive(tokens.stringAt('access_token'))).toBe(false);
    expect((await web.browser.get('/sessions/whoami')).status).toBe(401);
  });
});
