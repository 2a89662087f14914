import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConsentPage } from './pages/consent-page.ts';
import { newPerson, type Person, SignInPage } from './pages/sign-in-page.ts';
import { findViolations } from './setup/accessibility.ts';
import { type Acme, createAcme } from './setup/acme.ts';
import { launchBrowser, openPage } from './setup/browser.ts';

let browser: Browser;
let acme: Acme;
const known: Person = newPerson();

beforeAll(async () => {
  [browser, acme] = await Promise.all([launchBrowser(), createAcme()]);
  const { page } = await openPage(browser);
  await page.goto(acme.buildRequest().url);
  await new SignInPage(page).register(known);
  await page.context().close();
}, 60_000);
afterAll(async () => {
  await Promise.all([browser.close(), acme.close()]);
});

describe.each([
  ['with script', true],
  ['with script switched off', false],
])('a newcomer in a real browser, %s', (_, javaScriptEnabled) => {
  test('registers, signs in, consents, and the application gets its tokens', async () => {
    const { page, complaints } = await openPage(browser, { javaScriptEnabled });
    const { url, verifier } = acme.buildRequest();
    await page.goto(url);
    const person = newPerson();
    const signIn = new SignInPage(page);
    await signIn.register(person);
    await signIn.signIn(person);
    const consent = new ConsentPage(page);
    const shown = await consent.read();
    for (const part of ['Harbour Ledger', person.email, 'Acme', '127.0.0.1']) {
      expect(shown).toContain(part);
    }
    const callback = await consent.answer('Allow');
    expect(callback.searchParams.get('state')).toBe('state-of-this-test');
    expect(callback.searchParams.get('iss')).toBe(acme.issuer);
    const tokens = await acme.redeem(callback.searchParams.get('code') ?? '', verifier);
    expect(tokens).toMatchObject({ token_type: 'bearer', scope: 'openid offline email profile' });
    expect(tokens).toHaveProperty('refresh_token');
    expect(tokens).toHaveProperty('id_token');
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);
});

test('consent is denied as easily as it is given, and the application hears of it', async () => {
  const { page } = await openPage(browser);
  await page.goto(acme.buildRequest().url);
  await new SignInPage(page).signIn(known);
  const consent = new ConsentPage(page);
  const [allow, deny] = await consent.measureButtons();
  expect(allow).toBe(deny);
  const callback = await consent.answer('Deny');
  expect(callback.searchParams.get('error')).toBe('access_denied');
  expect(callback.searchParams.get('code')).toBeNull();
  await page.context().close();
}, 60_000);

test('the keyboard alone is enough to sign in and consent', async () => {
  const { page } = await openPage(browser);
  await page.goto(acme.buildRequest().url);
  await new SignInPage(page).signInByKeyboard(known);
  await new ConsentPage(page).read();
  await page.getByRole('button', { name: 'Allow' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/127\.0\.0\.1/);
  expect(new URL(page.url()).searchParams.get('code')).toMatch(/^gh_ac_/);
  await page.context().close();
}, 60_000);

test('a wrong password is told at the form, in the language of the browser, and signs nobody in', async () => {
  const { page } = await openPage(browser, { locale: 'de-DE' });
  await page.goto(acme.buildRequest().url);
  await page.locator('input[name=identifier]').fill(known.email);
  await page.locator('input[name=password]').fill('not the password');
  await page.locator('button[name=method], input[name=method]').first().click();
  await page.waitForLoadState();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  expect(new URL(page.url()).pathname).toContain('/login');
  await page.context().close();
}, 60_000);

describe.each([
  ['desktop, light', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
  ['phone, dark', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' }],
  ['320 pixels', { viewport: { width: 320, height: 640 }, colorScheme: 'light' }],
] as const)('%s', (_, options) => {
  test('no page scrolls sideways, and axe finds nothing', async () => {
    const { page, complaints } = await openPage(browser, options);
    const check = async () => {
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBe(0);
      expect(await findViolations(page)).toEqual([]);
    };
    await page.goto(acme.buildRequest().url);
    await check();
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.waitForLoadState();
    await check();
    await page.goBack();
    await new SignInPage(page).signIn(known);
    await new ConsentPage(page).read();
    await check();
    expect(complaints).toEqual([]);
    await page.context().close();
  }, 60_000);
});
