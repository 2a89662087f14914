// Photographs every page at two widths, light and dark, and asks axe about each. For looking; the guarantees
// stand in the tests.
//   node --conditions=source apps/console/test/screenshots.ts [folder] [page]

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { clientId, projectId, traceId } from './fixture-api.ts';
import { type FixtureServer, startFixtureServer } from './fixture-server.ts';
import { deliveryId, webhookId } from './fixture-webhooks.ts';

const workspace = '/workspaces/4b8f3a52-0c6e-4a55-9d7e-0f3f7c1f5a01';
const project = `/projects/${projectId}`;
const emptyProject = '/projects/7f0c2f8e-92b4-4d0b-8a25-64c1a1f4c103';

interface Page {
  readonly path: string;
  readonly flash?: unknown;
  readonly isOut?: boolean;
  readonly click?: string;
  readonly isPhone?: boolean;
}

const pages: Readonly<Record<string, Page>> = {
  welcome: { path: '/', isOut: true },
  projects: { path: workspace },
  'project-new': { path: `${workspace}/projects/new` },
  members: { path: `${workspace}/members` },
  'workspace-keys': { path: `${workspace}/keys` },
  audit: { path: `${workspace}/audit` },
  overview: { path: project },
  'overview-empty': { path: emptyProject },
  clients: { path: `${project}/clients` },
  'clients-empty': { path: `${emptyProject}/clients` },
  'client-new': {
    path: `${project}/clients/new`,
    flash: {
      kind: 'refusal',
      form: 'create-client',
      message: 'Say where people go after signing in: at least one redirect URI.',
      values: { kind: 'spa', name: 'Ledger' },
    },
  },
  client: { path: `${project}/clients/${clientId}` },
  'client-secret': {
    path: `${project}/clients/${clientId}`,
    flash: {
      kind: 'secret',
      title: 'The secret of Ledger web',
      label: 'Client secret',
      value: 'gh_cs_b3Xm9cQ2vT7sKfW1yRzN4pLd8aHj6uEo0iGx5qVtBnM',
      lines:
        'ISSUER=https://sign-in.example.com/p/harbour-ledger\nCLIENT_ID=0d3f6c1e-8f43-4b7b-9a51-2f8d41c4a0b7\nCLIENT_SECRET=gh_cs_b3Xm9cQ2vT7sKfW1yRzN4pLd8aHj6uEo0iGx5qVtBnM',
    },
  },
  traces: { path: `${project}/traces` },
  trace: { path: `${project}/traces/${traceId}` },
  'project-keys': { path: `${project}/keys` },
  webhooks: { path: `${project}/webhooks` },
  'webhooks-empty': { path: `${emptyProject}/webhooks` },
  'webhook-new': {
    path: `${project}/webhooks/new`,
    flash: {
      kind: 'refusal',
      form: 'create-webhook',
      message: 'The URL is not valid.',
      reason: 'Its address is not a public one.',
      values: { url: 'https://10.0.0.1/', 'event:client.created': 'on' },
    },
  },
  webhook: { path: `${project}/webhooks/${webhookId}` },
  delivery: { path: `${project}/webhooks/${webhookId}/deliveries/${deliveryId}` },
  settings: {
    path: `${project}/settings`,
    flash: { kind: 'notice', text: 'The client is saved.' },
  },
  switcher: { path: project, click: '.shell-switchers [aria-label^="Project:"]' },
  search: { path: project, click: '.search-open' },
  person: { path: project, click: '.person' },
  sheet: { path: project, click: '.sheet summary', isPhone: true },
  missing: { path: '/projects/00000000-0000-4000-8000-000000000000' },
};

const widths = { desktop: 1280, phone: 390 } as const;
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Shot {
  readonly server: FixtureServer;
  readonly folder: string;
  readonly width: keyof typeof widths;
  readonly scheme: 'light' | 'dark';
}

async function photograph(browser: Browser, shot: Shot): Promise<readonly string[]> {
  const { server, width, scheme } = shot;
  const problems: string[] = [];
  const context = await browser.newContext({
    viewport: { width: widths[width], height: width === 'phone' ? 844 : 800 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const here = () => `${page.url()} ${width} ${scheme}`;
  page.on('console', (message) => {
    const isExpected = message.text().includes('404 (Not Found)');
    if (message.type() === 'error' && !isExpected) problems.push(`${here()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`${here()}: ${error.message}`));
  const only = process.argv[3];
  const entries = Object.entries(pages);
  for (const [name, { path: target, flash, isOut = false, click, isPhone }] of entries) {
    if (isPhone === true && width !== 'phone') continue;
    if (only !== undefined && !only.split(',').includes(name)) continue;
    await context.clearCookies();
    const cookies = [
      ...(isOut ? [] : server.cookies),
      ...(flash === undefined ? [] : [server.flash(flash)]),
    ];
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: server.origin })));
    await page.goto(server.origin + target, { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready);
    if (click !== undefined) await page.locator(click).first().click();
    const file = path.join(shot.folder, `${name}-${width}-${scheme}.png`);
    await page.screenshot({ path: file, fullPage: true });
    // Evaluated by the debugger, which the page's policy does not bind.
    await page.evaluate(axe.source);
    const { violations } = await page.evaluate(() => Reflect.get(globalThis, 'axe').run());
    for (const { id, nodes } of violations) {
      for (const node of nodes)
        problems.push(`${here()}: ${id} ${node.html} ${node.failureSummary}`);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) problems.push(`${here()}: ${overflow} px wider than the window`);
  }
  await context.close();
  return problems;
}

const folder = path.resolve(process.argv[2] ?? 'screenshots');
await mkdir(folder, { recursive: true });
const server = await startFixtureServer();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
try {
  const problems = [];
  for (const width of ['desktop', 'phone'] as const) {
    for (const scheme of ['light', 'dark'] as const) {
      problems.push(...(await photograph(browser, { server, folder, width, scheme })));
    }
  }
  process.stdout.write(`${problems.join('\n')}\n${problems.length} problems\n`);
} finally {
  await browser.close();
  await server.close();
}
