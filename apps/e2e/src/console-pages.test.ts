// Every page of the console at three widths, light and dark, and by the keyboard alone.

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { ConsoleEntrance } from './pages/console-entrance.ts';
import { ConsoleProject } from './pages/console-project.ts';
import { newPerson } from './pages/sign-in-page.ts';
import { findViolations } from './setup/accessibility.ts';
import { launchBrowser, openPage } from './setup/browser.ts';

const { url: origin } = inject('product');
const stepMilliseconds = 120_000;
let browser: Browser;
let storageState: Exclude<BrowserContextOptions['storageState'], string | undefined>;
let workspace: string;
let project: string;
let client: string;

beforeAll(async () => {
  browser = await launchBrowser();
  const { page } = await openPage(browser);
  const entrance = new ConsoleEntrance(page, origin);
  const made = new ConsoleProject(page);
  await entrance.signUp(newPerson());
  await entrance.nameWorkspace('Harbour');
  workspace = new URL(page.url()).pathname.replace(/\/projects\/new$/, '');
  await made.create('Harbour Ledger');
  project = new URL(made.url).pathname;
  const redirectUri = 'https://ledger.example.com/callback';
  client = (await made.createClient({ name: 'Ledger web', redirectUri })).id;
  storageState = await page.context().storageState();
  await page.context().close();
}, stepMilliseconds);
afterAll(() => browser.close());

const widths = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  narrow: { width: 320, height: 640 },
};

async function check(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(overflow, `${page.url()} scrolls sideways`).toBe(0);
  expect(await findViolations(page), page.url()).toEqual([]);
}

describe.each([
  ['on a desktop, light', { viewport: widths.desktop, colorScheme: 'light' }],
  ['on a phone, dark', { viewport: widths.phone, colorScheme: 'dark' }],
  ['at 320 pixels, light', { viewport: widths.narrow, colorScheme: 'light' }],
] as const)('%s', (_, options) => {
  test(
    'no page scrolls sideways, complains, or breaks a rule that axe knows',
    async () => {
      const { page, complaints } = await openPage(browser, { ...options, storageState });
      const paths = [
        workspace,
        ...['/members', '/keys', '/audit', '/projects/new'].map((part) => workspace + part),
        project,
        ...[
          '/clients',
          '/clients/new',
          `/clients/${client}`,
          '/traces',
          '/webhooks',
          '/webhooks/new',
          '/keys',
          '/settings',
        ].map((part) => project + part),
        '/workspaces/new',
        '/join',
      ];
      for (const path of paths) {
        await page.goto(origin + path);
        await check(page);
      }
      await page.goto(`${origin}${workspace}/members`);
      await page.getByRole('button', { name: 'Invite somebody' }).click();
      await page.getByRole('dialog').waitFor();
      await check(page);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
    stepMilliseconds,
  );
});

test(
  'the keyboard alone is enough to find the form, create a client and close its secret',
  async () => {
    const { page } = await openPage(browser, { storageState });
    await page.goto(`${origin}${project}`);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: 'Go to' }).waitFor();
    await page.keyboard.type('Clients');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/clients$/);
    await page.getByRole('link', { name: 'Create client' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/clients\/new$/);
    await page.getByLabel('Web application').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Nightly report');
    await page.keyboard.press('Tab');
    await page.keyboard.type('reports:read');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'The secret of Nightly report' }).waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'I have saved it' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.locator('h1').textContent()).toBe('Nightly report');
    await page.context().close();
  },
  stepMilliseconds,
);

test(
  'branding is edited in the settings, and the hosted pages carry it from then on',
  async () => {
    const { page } = await openPage(browser, { storageState });
    await page.goto(`${origin}${project}/settings`);
    const branding = page.locator('form[action="/forms/edit-branding"]');
    await branding.getByLabel('Brand colour').fill('no colour');
    await branding.getByRole('button', { name: 'Save branding' }).click();
    await page.getByRole('alert').filter({ hasText: 'must be a colour' }).waitFor();
    await branding.getByLabel('Brand colour').fill('#7a1fa2');
    await branding.getByLabel('Terms of service').fill('https://ledger.example.com/terms');
    await branding.getByRole('button', { name: 'Save branding' }).click();
    await page.getByText('The hosted pages look like this').waitFor();
    await page.goto((await branding.getByRole('link').getAttribute('href')) ?? '');
    await page.getByRole('link', { name: /terms/i }).waitFor();
    const button = page.getByRole('button', { name: 'Sign in' });
    const readColour = () =>
      button.evaluate((element) =>
        Reflect.get(Reflect.get(globalThis, 'getComputedStyle')(element), 'backgroundColor'),
      );
    // Runtimes hear of a change within a second.
    await expect
      .poll(
        async () => {
          await page.reload();
          return readColour();
        },
        { timeout: 5_000 },
      )
      .toBe('rgb(122, 31, 162)');
    await page.context().close();
  },
  stepMilliseconds,
);
