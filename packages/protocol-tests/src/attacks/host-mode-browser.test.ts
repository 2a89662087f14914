import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createPerson, Browser as FormBrowser, type Person } from '../drivers/browser.ts';
import { HostedInstallation } from '../drivers/hosted-installation.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { openTlsFront, type TlsFront } from '../drivers/tls-front.ts';

/** Somebody's site, and a host below the domain of the projects that somebody else has got hold of. */
const evil = 'https://evil.example';
const sibling = 'https://sibling.projects.apis.example';
const blank = '<!doctype html><title>elsewhere</title><body></body>';

// Every step is a page that a real browser loads.
describe('in a real browser, with hosts and TLS as on the internet', { timeout: 120_000 }, () => {
  let installation: HostedInstallation;
  let front: TlsFront;
  let browser: Browser;
  let project: ProjectApi;
  let person: Person;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    installation = await HostedInstallation.start();
    const foreign = [evil, sibling].map((origin) => [new URL(origin).host, blank] as const);
    front = await openTlsFront(installation.port, new Map(foreign));
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: [
        ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
        ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
        ...['--ignore-certificate-errors', `--host-resolver-rules=MAP * 127.0.0.1:${front.port}`],
      ],
    });
    project = await installation.createProject();
    person = createPerson();
    await new FormBrowser(project).register(person);
  });
  afterAll(async () => {
    await browser?.close();
    front?.close();
    await installation?.stop();
  });

  beforeEach(async () => {
    await context?.close();
    context = await browser.newContext({ locale: 'en-GB', ignoreHTTPSErrors: true });
    context.setDefaultTimeout(20_000);
    page = await context.newPage();
  });

  const { stringify } = JSON;
  const url = (path: string) => project.address.url + path;

  async function signIn(path = '/login'): Promise<void> {
    await page.goto(url(path));
    await page.getByLabel('Email address').fill(person.email);
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL((at) => at.pathname !== '/login');
  }

  /** What the project's API answers to this browser. */
  async function read(path: string) {
    await page.goto(url(path));
    return JSON.parse((await page.locator('pre').textContent()) ?? '');
  }

  const whoIsSignedIn = async () => (await read('/sessions/whoami')).identity?.traits.email;

  /** The form of a login page that this browser opens. */
  async function openLoginForm() {
    await page.goto(url('/self-service/login/browser?refresh=true'));
    const form = page.locator('form[method=post]').first();
    const action = (await form.getAttribute('action')) ?? '';
    const token = await form.locator('input[name=csrf_token]').inputValue();
    return { action, token };
  }

  /** Posts a form from a page of another origin, as a victim's browser would. @returns the status that comes back. */
  async function postFrom(origin: string, action: string, fields: Record<string, string>) {
    await page.goto(origin);
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.evaluate(`{
      const form = document.createElement('form');
      form.method = 'post';
      form.action = ${stringify(action)};
      for (const [name, value] of Object.entries(${stringify(fields)})) {
        const input = document.createElement('input');
        Object.assign(input, { name, value });
        form.append(input);
      }
      document.body.append(form);
      // Once this is evaluated: what navigates away meanwhile may never answer.
      setTimeout(() => form.submit(), 0);
    }`);
    const response = await answered;
    await response.finished();
    await page.waitForLoadState();
    return response.status();
  }

  it('attack 84: a form of another site, or of a sibling host, signs nobody in as somebody else', async () => {
    const attacker = createPerson('Eve');
    await new FormBrowser(project).register(attacker);
    await signIn();
    for (const origin of [evil, sibling]) {
      const { action, token } = await openLoginForm();
      const status = await postFrom(origin, action, {
        csrf_token: token,
        identifier: attacker.email,
        password: attacker.password,
        method: 'password',
      });
      expect(status, origin).toBe(403);
      expect(await whoIsSignedIn(), origin).toBe(person.email);
    }
  });

  it('attack 84: nor does it sign anybody out', async () => {
    await signIn();
    const { logout_token: token } = await read('/self-service/logout/browser');
    for (const origin of [evil, sibling]) {
      expect(await postFrom(origin, url('/self-service/logout'), { token }), origin).toBe(403);
      expect(await whoIsSignedIn(), origin).toBe(person.email);
    }
  });

  it('attack 86: no page shows itself in a frame of another site or of a sibling host', async () => {
    await signIn();
    for (const origin of [evil, sibling]) {
      for (const path of ['/login', '/registration', '/logout', '/signed-in', '/error?id=x']) {
        await page.goto(origin);
        await page.evaluate(`{
          const frame = document.createElement('iframe');
          frame.src = ${stringify(url(path))};
          document.body.append(frame);
        }`);
        await expect
          .poll(() => page.frames()[1]?.url(), { timeout: 10_000 })
          .toMatch(/^chrome-error:/);
      }
    }
  });

  it('attack 87: a sibling host cannot set, replace or read a cookie of the project', async () => {
    await signIn();
    const ofProject = async () =>
      (await context.cookies(url('/'))).filter(({ name }) => name.startsWith('__Host-'));
    const before = await ofProject();
    const session = before.find(({ name }) => name.includes('_session_'));
    expect(session).toMatchObject({ httpOnly: true, secure: true, path: '/', sameSite: 'Lax' });
    await page.goto(sibling);
    const seen = await page.evaluate(`{
      for (const attributes of [
        'Domain=projects.apis.example; Path=/; Secure',
        'Domain=apis.example; Path=/; Secure',
        'Path=/; Secure',
      ]) document.cookie = ${stringify(`${session?.name}=planted; `)} + attributes;
      for (const domain of ['projects.apis.example', 'apis.example'])
        document.cookie = ${stringify(`${session?.name.replace('__Host-', '')}=planted; Path=/; Domain=`)} + domain;
      document.cookie;
    }`);
    expect(seen).not.toContain(session?.value ?? '-');
    expect(await ofProject()).toEqual(before);
    expect(await whoIsSignedIn()).toBe(person.email);
    await page.goto(url('/signed-in'));
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('You are signed in');
    expect(await page.evaluate('document.cookie')).not.toContain('__Host-');
  });

  it('attack 22: a login that was begun with a foreign return address ends at home', async () => {
    for (const target of [evil, sibling, `${project.address.url}@evil.example/`]) {
      await context.clearCookies();
      await signIn(`/login?return_to=${encodeURIComponent(target)}`);
      expect(page.url(), target).toBe(url('/signed-in'));
    }
  });
});
