import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../drivers/browser.ts';
import { formBody } from '../drivers/credentials.ts';
import { consoleUrl, HostedInstallation } from '../drivers/hosted-installation.ts';
import { type HttpAnswer, sendHttp } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { WebClient } from '../drivers/web-client.ts';

const formType = { 'content-type': 'application/x-www-form-urlencoded' };

describe('pages on hosts of their own', () => {
  let installation: HostedInstallation;
  let project: ProjectApi;
  let client: WebClient;

  beforeAll(async () => {
    installation = await HostedInstallation.start();
    project = await installation.createProject();
    client = await WebClient.create(project);
  });
  afterAll(() => installation?.stop());

  /** Signs in up to the consent page. @returns its challenge, and what the page is told. */
  async function reachConsent(browser: Browser) {
    const request = new URLSearchParams(client.request({ scope: 'openid', prompt: 'consent' }));
    let target = `/oauth2/auth?${request}`;
    for (let step = 0; step < 10 && !target.includes('consent_challenge='); step += 1) {
      const flow = /\/login\?flow=([\w-]+)/.exec(target)?.[1];
      const answer =
        flow === undefined ? await browser.get(target) : await browser.logIn(flow, client.person);
      target = answer.headers.location ?? '';
    }
    const challenge = new URL(target).searchParams.get('consent_challenge') ?? '';
    const shown = await browser.get(`/self-service/consent?consent_challenge=${challenge}`);
    return { challenge, token: shown.stringAt('csrf_token') };
  }

  async function listPages(browser: Browser): Promise<ReadonlyMap<string, HttpAnswer>> {
    const html = { accept: 'text/html' };
    const pages = new Map<string, HttpAnswer>();
    for (const kind of ['login', 'registration']) {
      const started = await new Browser(project).get(`/self-service/${kind}/browser`);
      pages.set(kind, await new Browser(project).get(started.headers.location ?? '', html));
    }
    const { challenge } = await reachConsent(browser);
    pages.set('consent', await browser.get(`/consent?consent_challenge=${challenge}`, html));
    for (const path of ['logout', 'signed-in', 'error?id=unknown', 'nowhere', '']) {
      pages.set(path, await browser.get(`/${path}`, html));
    }
    for (const path of ['/', '/welcome', '/workspaces/new']) {
      pages.set(`console ${path}`, await sendHttp({ origin: consoleUrl, path, headers: html }));
    }
    return pages;
  }

  it('attack 86: no page can be framed by anybody, whatever its status', async () => {
    const pages = await listPages(new Browser(project));
    expect(pages.size).toBe(11);
    for (const [name, { headers }] of pages) {
      expect(headers['content-security-policy'], name).toContain("frame-ancestors 'none'");
      expect(headers['x-frame-options'], name).toBe('DENY');
    }
  });

  it('attack 89: script runs on a page by the nonce of that one answer only', async () => {
    const browser = new Browser(project);
    const seen = new Set<string>();
    for (let round = 0; round < 2; round += 1) {
      for (const [name, { headers, text }] of await listPages(browser)) {
        if (!String(headers['content-type']).startsWith('text/html')) continue;
        const policy = String(headers['content-security-policy']);
        const scripts = text.match(/<script[^>]*>/g) ?? [];
        if (scripts.length === 0) continue;
        const nonce = /script-src 'nonce-([^']{16,})'/.exec(policy)?.[1] ?? 'none';
        expect(
          scripts.every((tag) => tag.includes(`nonce="${nonce}"`)),
          name,
        ).toBe(true);
        expect(policy, name).not.toMatch(/script-src[^;]*unsafe/);
        // The console's framework writes script of its own; hosted pages have none that could.
        if (!name.startsWith('console'))
          expect(policy, name).toContain("require-trusted-types-for 'script'");
        expect(seen.has(nonce), name).toBe(false);
        seen.add(nonce);
      }
    }
    expect(seen.size).toBeGreaterThan(8);
  });

  it('attack 84: a consent is given by the form of this browser alone', async () => {
    const browser = new Browser(project);
    const { challenge, token } = await reachConsent(browser);
    const other = await reachConsent(new Browser(project));
    const fields = { consent_challenge: challenge, decision: 'allow', grant_scope: 'openid' };
    const path = '/self-service/consent';
    const forged: readonly (readonly [object, Record<string, string>])[] = [
      [{ ...fields }, {}],
      [{ ...fields, csrf_token: '' }, {}],
      [{ ...fields, csrf_token: other.token }, {}],
      [{ ...fields, csrf_token: token }, { origin: 'https://evil.example' }],
      [{ ...fields, csrf_token: token }, { origin: 'null' }],
      [{ ...fields, csrf_token: token }, { origin: 'https://sibling.projects.apis.example' }],
      [{ ...fields, csrf_token: token }, { 'sec-fetch-site': 'same-site' }],
      [{ ...fields, csrf_token: token }, { 'sec-fetch-site': 'cross-site' }],
    ];
    for (const [form, headers] of forged) {
      const answer = await browser.post(path, form as Record<string, string>, headers);
      expect([answer.status, answer.headers.location], JSON.stringify([form, headers])).toEqual([
        403,
        undefined,
      ]);
    }
    const own = { ...fields, csrf_token: token };
    const foreign = await new Browser(project).post(path, own);
    expect(foreign.status).toBe(403);
    const asText = await browser.post(path, own, { 'content-type': 'text/plain' });
    expect(asText.status).toBe(415);
    const byGet = await browser.get(`${path}?${formBody(own)}`);
    expect(byGet.headers.location).toBeUndefined();
    const given = await browser.post(path, own, {
      origin: project.origin,
      'sec-fetch-site': 'same-origin',
    });
    expect(given.status).toBe(303);
    expect(given.headers.location).toContain('consent_verifier=');
  });

  it('attack 84: nobody is signed out by a form of somebody else', async () => {
    const { browser } = client;
    await client.obtainTokens();
    const asked = await browser.get('/oauth2/sessions/logout');
    const challenge =
      new URL(asked.headers.location ?? '').searchParams.get('logout_challenge') ?? '';
    for (const csrf_token of ['', 'x']) {
      const form = { logout_challenge: challenge, csrf_token };
      expect((await browser.post('/self-service/logout/confirm', form)).status).toBe(403);
    }
    expect((await browser.post('/self-service/logout', { token: 'x' })).status).toBe(403);
    expect((await browser.get('/sessions/whoami')).status).toBe(200);
  });

  it('attack 88: a hostile name of a client is refused, or shown as text', async () => {
    for (const client_name of ['\u202eelgooG', 'Goo\u200bgle', 'x'.repeat(500)]) {
      const refused = await project.admin('/clients', { method: 'POST', json: { client_name } });
      expect(refused.status).toBe(400);
    }
    const hostile = '<img src=x onerror=alert(1)>"';
    const named = await WebClient.create(project, { client_name: hostile }, client.person);
    const started = await named.browser.get(`/oauth2/auth?${new URLSearchParams(named.request())}`);
    const flow = await named.browser.get(started.headers.location ?? '');
    const page = await named.browser.get(flow.headers.location ?? '', { accept: 'text/html' });
    expect(page.text).toContain('Sign in to &lt;img src=x onerror=alert(1)&gt;');
    expect(page.text).not.toContain('<img src=x');
    expect(page.headers['content-security-policy']).toContain(
      "form-action 'self' http://127.0.0.1:4446;",
    );
  });

  it('attack 92: a header of Next changes nothing about who may see a page', async () => {
    const headers = {
      'x-middleware-subrequest': Array.from({ length: 5 }, () => 'middleware').join(':'),
      'x-middleware-rewrite': '/workspaces',
      'x-nextjs-data': '1',
    };
    const own = await sendHttp({ origin: consoleUrl, path: '/workspaces/new', headers });
    expect(own.status).toBe(303);
    expect(own.headers.location).toContain('/sign-in');
    const page = await new Browser(project).get('/consent?consent_challenge=x', headers);
    expect(page.status).toBe(400);
  });

  it('attack 93: a server action or a flight payload reaches no page', async () => {
    const paths = ['/', '/login', '/consent', '/signed-in', '/error', '/hosted/comfort.js'];
    const targets = [
      ...paths.map((path) => ({ origin: project.origin, path })),
      ...['/', '/workspaces/new', '/welcome'].map((path) => ({ origin: consoleUrl, path })),
    ];
    for (const target of targets) {
      for (const contentType of ['text/plain;charset=UTF-8', 'multipart/form-data; boundary=x']) {
        const answer = await sendHttp({
          ...target,
          method: 'POST',
          headers: { 'next-action': 'f'.repeat(40), rsc: '1', 'content-type': contentType },
          body: '["$1:__proto__:then"]',
        });
        expect(answer.status, target.path).toBeGreaterThanOrEqual(400);
        expect(answer.status, target.path).toBeLessThan(500);
      }
    }
  });

  it('attack 84: the console takes no form without its own token', async () => {
    const answer = await sendHttp({
      origin: consoleUrl,
      path: '/forms/create-client',
      method: 'POST',
      headers: { ...formType, origin: 'https://evil.example' },
      body: 'name=x',
    });
    expect([401, 403]).toContain(answer.status);
    expect(answer.headers['set-cookie'] ?? []).toEqual([]);
  });
});
