// A webhook in the console, from its secret to its end, beside a server that verifies what it is sent.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Browser } from 'playwright-core';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { ConsoleEntrance } from './pages/console-entrance.ts';
import { ConsoleProject } from './pages/console-project.ts';
import { ConsoleWebhooks } from './pages/console-webhooks.ts';
import { newPerson } from './pages/sign-in-page.ts';
import { findViolations } from './setup/accessibility.ts';
import { launchBrowser, openPage } from './setup/browser.ts';

const { url: origin } = inject('product');
const patience = { timeout: 30_000, interval: 500 };
let browser: Browser;
let secret = '';
const verified: string[] = [];

const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const headers = Object.fromEntries(
    ['id', 'timestamp', 'signature'].map((name) => [
      `webhook-${name}`,
      String(request.headers[`webhook-${name}`]),
    ]),
  );
  try {
    new Webhook(secret).verify(body, headers);
    verified.push(headers['webhook-id'] ?? '');
    response.writeHead(204).end();
  } catch {
    response.writeHead(401).end();
  }
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' } as const;

test.each([
  ['with script, on a desktop', { javaScriptEnabled: true, ...desktop }],
  ['with script switched off, on a phone in the dark', { javaScriptEnabled: false, ...phone }],
])(
  'a webhook is created, tested, looked at, sent again, disabled and deleted %s',
  async (_, options) => {
    const isScripted = options.javaScriptEnabled;
    const { page, complaints } = await openPage(browser, options);
    const entrance = new ConsoleEntrance(page, origin);
    const project = new ConsoleProject(page, { isScripted });
    const webhooks = new ConsoleWebhooks(page, project);
    const check = async () => {
      if (isScripted) expect(await findViolations(page), page.url()).toEqual([]);
    };
    await entrance.signUp(newPerson());
    await entrance.nameWorkspace('Harbour');
    await project.create('Harbour Ledger');
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    verified.length = 0;

    secret = await webhooks.create({ url: `http://127.0.0.1:${port}/`, event: 'client.created' });
    expect(secret).toMatch(/^whsec_/);
    await project.closeSecret();
    await page.reload();
    expect(await page.content()).not.toContain(secret);
    await webhooks.sendTest();
    await check();
    await vi.waitFor(async () => expect(await webhooks.newestState()).toBe('Delivered'), patience);
    expect(verified).toHaveLength(1);
    await webhooks.sendAgain();
    await vi.waitFor(() => expect(verified).toHaveLength(2), patience);
    expect(verified[1]).toBe(verified[0]);
    await check();
    await webhooks.openNewest();
    expect(await page.locator('main').textContent()).toContain('204, accepted');
    expect(await page.locator('main').textContent()).toContain(verified[0]);
    await check();
    await page.goBack();
    await webhooks.disable();
    expect(await page.getByRole('button', { name: 'Send test event' }).count()).toBe(0);
    await webhooks.delete();
    await page.getByRole('heading', { name: 'No webhooks yet' }).waitFor();
    await check();
    expect(complaints).toEqual([]);
    await page.context().close();
  },
  180_000,
);
