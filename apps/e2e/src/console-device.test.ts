// A device, from its client in the console to the tokens that somebody lets it have at a browser.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ConsoleEntrance } from './pages/console-entrance.ts';
import { ConsoleProject } from './pages/console-project.ts';
import { DevicePage } from './pages/device-page.ts';
import { newPerson, SignInPage } from './pages/sign-in-page.ts';
import { findViolations } from './setup/accessibility.ts';
import { launchBrowser, openPage } from './setup/browser.ts';
import { Device } from './setup/device.ts';

const { url: origin } = inject('product');
let browser: Browser;
let device: Device;

beforeAll(async () => {
  browser = await launchBrowser();
  const { page } = await openPage(browser);
  const entrance = new ConsoleEntrance(page, origin);
  const project = new ConsoleProject(page);
  await entrance.signUp(newPerson());
  await entrance.nameWorkspace('Harbour');
  await project.create('Harbour Ledger');
  const { issuer, clientId, command } = await project.createDevice('Lighthouse TV');
  expect(await page.locator('main').textContent()).toContain('a code that they enter');
  expect(command).toBe(
    `npx gatehouse perform device-code --project ${project.id} \\\n  --client-id ${clientId}`,
  );
  expect(await findViolations(page)).toEqual([]);
  device = new Device(issuer, clientId);
  await page.context().close();
}, 90_000);
afterAll(() => browser.close());

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;

test.each([
  ['with script, on a desktop', { javaScriptEnabled: true, ...desktop }],
  ['with script switched off, on a phone in the dark', { javaScriptEnabled: false, ...phone }],
])(
  'somebody enters the code, is told who asks from where, and lets the device in %s',
  async (_, options) => {
    const { page, complaints } = await openPage(browser, options);
    const check = async () => {
      if (options.javaScriptEnabled) expect(await findViolations(page), page.url()).toEqual([]);
    };
    const devicePage = new DevicePage(page);
    const begun = await device.begin();
    await page.goto(begun.verificationUri);
    await check();
    await devicePage.enter('BBBB-BBBB');
    await page.getByText('This code is not known here').waitFor();
    await check();
    await devicePage.enter(begun.userCode.toLowerCase());
    const person = newPerson();
    const signIn = new SignInPage(page);
    await signIn.register(person);
    await signIn.signIn(person);
    const shown = await devicePage.readConsent();
    for (const part of ['Lighthouse TV', person.email, '127.0.0.1', 'deny it']) {
      expect(shown).toContain(part);
    }
    await check();
    expect(await device.poll(begun)).toMatchObject({ error: 'authorization_pending' });
    await devicePage.answer('Allow');
    await page.getByText('The device is connected').waitFor();
    await check();
    expect(await device.pollAgain(begun)).toMatchObject({ token_type: 'bearer' });
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  90_000,
);

test('a code in the address fills the field and goes no further, and a denied device gets nothing', async () => {
  const { page } = await openPage(browser);
  const devicePage = new DevicePage(page);
  const begun = await device.begin();
  await page.goto(begun.verificationUriComplete);
  expect(await devicePage.entered()).toBe(begun.userCode);
  await devicePage.send();
  const person = newPerson();
  const signIn = new SignInPage(page);
  await signIn.register(person);
  await signIn.signIn(person);
  await devicePage.readConsent();
  await devicePage.answer('Deny');
  await page.getByText('The device was not connected').waitFor();
  expect(await device.poll(begun)).toMatchObject({ error: 'access_denied' });
  await page.context().close();
}, 90_000);
