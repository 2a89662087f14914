// From nothing but a browser to a first sign-in, with script and without.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ConsentPage } from './pages/consent-page.ts';
import { ConsoleEntrance } from './pages/console-entrance.ts';
import { ConsoleProject } from './pages/console-project.ts';
import { newPerson, SignInPage } from './pages/sign-in-page.ts';
import { startApplication } from './setup/acme.ts';
import { launchBrowser, openPage } from './setup/browser.ts';
import { type Overheard, overhear } from './setup/overheard.ts';
import { isPhotographing, photograph } from './setup/screenshots.ts';

const { url: origin } = inject('product');
const stepMilliseconds = 120_000;
let browser: Browser;
let application: Awaited<ReturnType<typeof startApplication>>;

beforeAll(async () => {
  [browser, application] = await Promise.all([launchBrowser(), startApplication()]);
});
afterAll(async () => {
  await browser.close();
  await application.close();
});

const desktop = {
  viewport: { width: 1280, height: 720 },
  colorScheme: 'light',
  deviceScaleFactor: isPhotographing ? 1.5 : 1,
} as const;
const phone = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;

describe.each([
  ['with script, on a desktop', { javaScriptEnabled: true, ...desktop }],
  ['with script switched off, on a phone in the dark', { javaScriptEnabled: false, ...phone }],
])('a newcomer %s', (_, options) => {
  const isScripted = options.javaScriptEnabled;
  let page: Page;
  let complaints: readonly string[];
  let overheard: Overheard;
  let entrance: ConsoleEntrance;
  let project: ConsoleProject;
  let client: Awaited<ReturnType<ConsoleProject['createClient']>>;

  beforeAll(async () => {
    ({ page, complaints } = await openPage(browser, options));
    overheard = overhear(page.context());
    entrance = new ConsoleEntrance(page, origin);
    project = new ConsoleProject(page, { isScripted });
  });
  afterAll(() => page.context().close());

  test(
    'signs up, names a workspace and creates a project',
    async () => {
      await entrance.signUp({ ...newPerson(), name: 'Grace Hopper' });
      await entrance.nameWorkspace('Harbour');
      await project.create('Harbour Ledger');
      const shown = await page.locator('main').textContent();
      expect(shown).toContain('Harbour Ledger');
      expect(shown).toContain(`${origin}/p/`);
    },
    stepMilliseconds,
  );

  test(
    'creates a client and sees its id and secret, the secret once',
    async () => {
      const { redirectUri } = application;
      client = await project.createClient({ name: 'Ledger web', redirectUri });
      expect(client.secret).toMatch(/^gh_cs_/);
      expect(client.file).toContain(`CLIENT_ID=${client.id}`);
      expect(client.file).toContain(`CLIENT_SECRET=${client.secret}`);
      await project.closeSecret();
      await page.reload();
      const shown = await page.content();
      expect(shown).toContain(client.id);
      expect(shown).not.toContain(client.secret);
      for (const snippet of ['openid-client', 'CLIENT_SECRET=', 'perform authorization-code']) {
        expect(shown).toContain(snippet);
      }
    },
    stepMilliseconds,
  );

  test(
    'tries the login as a new user, and sees the requests that just happened',
    async () => {
      const tab = await project.tryLogin();
      const person = newPerson();
      const signIn = new SignInPage(tab);
      await photograph(tab, 'login');
      await signIn.register(person);
      await signIn.signIn(person);
      const consent = new ConsentPage(tab);
      expect(await consent.read()).toContain('Ledger web');
      await photograph(tab, 'consent');
      expect((await consent.answer('Allow')).searchParams.get('code')).toMatch(/^gh_ac_/);
      await tab.close();
      await expect
        .poll(
          async () => {
            await page.reload();
            return page.locator('table').textContent();
          },
          { timeout: 10_000, interval: 300 },
        )
        .toMatch(/Authorization[\s\S]*Succeeded/);
    },
    stepMilliseconds,
  );

  test(
    'reads why a request was refused, step by step',
    async () => {
      const facts = (await page.locator('main').textContent()) ?? '';
      const issuer = /http:\S+?\/p\/[a-z0-9-]+/.exec(facts)?.[0];
      const tab = await page.context().newPage();
      const wrong = new URLSearchParams({
        client_id: client.id,
        response_type: 'code',
        redirect_uri: 'https://evil.example/callback',
        scope: 'openid',
        state: 'state-of-this-test',
      });
      await tab.goto(`${issuer}/oauth2/auth?${wrong}`);
      expect(new URL(tab.url()).origin).toBe(origin);
      await tab.close();
      await project.open(`/traces?client_id=${client.id}&outcome=redirect_uri_not_registered`);
      await expect
        .poll(
          async () => {
            await page.reload();
            return page.locator('main').textContent();
          },
          { timeout: 10_000, interval: 300 },
        )
        .toContain('Redirect URI not registered');
      await page.locator('table a').first().click();
      await page.getByText('refused here').waitFor();
      const shown = await page.locator('main').textContent();
      expect(shown).toContain(application.redirectUri);
      expect(shown).toContain('https://evil.example/callback');
      expect(shown).toMatch(/RFC \d+ section/);
      await page.emulateMedia({ colorScheme: 'dark' });
      await photograph(page, 'trace-dark');
      await page.emulateMedia({ colorScheme: options.colorScheme });
      await project.open();
      await photograph(page, 'overview');
      await project.open('/traces');
      await photograph(page, 'traces');
    },
    stepMilliseconds,
  );

  test(
    'edits the client, and deletes it after being asked once more',
    async () => {
      await project.open(`/clients/${client.id}`);
      await project.renameClient('Ledger on the web');
      expect(await page.locator('h1').textContent()).toBe('Ledger on the web');
      await project.confirm('Delete client');
      await page.getByText('The client is deleted.').waitFor();
      expect(await page.locator('main').textContent()).not.toContain(client.id);
    },
    stepMilliseconds,
  );

  test('keeps one HttpOnly cookie of the console, and no token ever reaches the browser', async () => {
    expect(await entrance.cookies()).toEqual([
      { name: 'gatehouse_console', httpOnly: true, sameSite: 'Lax' },
    ]);
    expect(await overheard.findTokens()).toEqual([]);
  });

  test(
    'signs out, and is asked to sign in for every page from then on',
    async () => {
      await entrance.signOut({ isScripted });
      expect(await entrance.cookies()).toEqual([]);
      await project.open();
      expect(new URL(page.url()).pathname).toBe('/p/console/login');
      expect(complaints).toEqual([]);
    },
    stepMilliseconds,
  );
});
