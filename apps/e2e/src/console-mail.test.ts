// Somebody signs up twice with one address; whoever administers the project reads in the console what the
// owner of the address was written, because the installation has no mail server.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { ConsoleEntrance } from './pages/console-entrance.ts';
import { ConsoleMail } from './pages/console-mail.ts';
import { ConsoleProject } from './pages/console-project.ts';
import { newPerson } from './pages/sign-in-page.ts';
import { findViolations } from './setup/accessibility.ts';
import { launchBrowser, openPage } from './setup/browser.ts';

const { url: origin } = inject('product');
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function register(issuer: string, email: string): Promise<number> {
  const flow = await fetch(`${issuer}/self-service/registration/api`);
  const { ui } = (await flow.json()) as { ui: { action: string } };
  const answer = await fetch(ui.action, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method: 'password', traits: { email }, password: 'a fine phrase here' }),
  });
  return answer.status;
}

test('mail that is not sent stands in the console, and nothing failed', async () => {
  const { page, complaints } = await openPage(browser);
  const entrance = new ConsoleEntrance(page, origin);
  const project = new ConsoleProject(page);
  await entrance.signUp(newPerson());
  await entrance.nameWorkspace('Harbour');
  await project.create('Harbour Ledger');
  const slug = /\/p\/([a-z0-9-]+)/.exec(await page.content())?.[1];
  const issuer = `${origin}/p/${slug}`;
  expect(await register(issuer, 'Ann@example.com')).toBe(200);
  expect(await register(issuer, 'ann@example.com')).toBe(200);

  const mail = new ConsoleMail(page, project.url);
  await vi.waitFor(async () => expect(await mail.recipients()).toEqual(['Ann@example.com']), {
    timeout: 30_000,
    interval: 500,
  });
  expect(await findViolations(page)).toEqual([]);
  await mail.openNewest();
  expect(await mail.text()).toContain('Somebody just tried to create an account at Harbour Ledger');
  expect(await findViolations(page)).toEqual([]);
  await mail.openFailedJobs();
  await page.getByRole('heading', { name: 'Nothing failed' }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  expect(complaints).toEqual([]);
}, 120_000);
