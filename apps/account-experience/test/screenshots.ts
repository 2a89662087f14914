// Photographs every page at two widths, light and dark, and asks axe about each. For looking; the guarantees
// stand in the tests.
//   node --conditions=source apps/account-experience/test/screenshots.ts [folder]

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import axe from 'axe-core';
import { type Browser, chromium } from 'playwright-core';
import { startFixtureServer } from './fixture-server.ts';

const pages = {
  login: '/p/acme/login?flow=login',
  'login-refused': '/p/acme/login?flow=login-refused',
  'login-empty': '/p/acme/login?flow=login-empty',
  'login-registered': '/p/acme/login?flow=login-registered',
  'login-german': '/p/acme/login?flow=login-waiting&locale=de',
  'login-branded': '/p/plum/login?flow=login',
  'login-console': '/p/console/login?flow=login-registered',
  registration: '/p/acme/registration?flow=registration',
  'registration-errors': '/p/acme/registration?flow=registration-errors',
  consent: '/p/acme/consent?consent_challenge=full',
  'consent-german': '/p/acme/consent?consent_challenge=full&locale=de',
  'consent-loopback': '/p/acme/consent?consent_challenge=loopback',
  'consent-gone': '/p/acme/consent?consent_challenge=gone',
  'consent-device': '/p/acme/consent?consent_challenge=device',
  'consent-device-german': '/p/acme/consent?consent_challenge=device&locale=de',
  device: '/p/acme/device?device_challenge=fresh',
  'device-prefilled': '/p/plum/device?device_challenge=fresh&user_code=WDJB-MJHT',
  'device-wrong': '/p/acme/device?device_challenge=fresh&problem=wrong&locale=de',
  'device-done': '/p/acme/device?done=1',
  'device-gone': '/p/acme/device?device_challenge=old',
  logout: '/p/acme/logout?logout_challenge=x',
  'signed-in': '/p/acme/signed-in',
  onboarding: '/p/acme/onboarding?link=full&checked=globex.example&outcome=missing',
  'onboarding-german': '/p/acme/onboarding?link=full&locale=de',
  'onboarding-gone': '/p/acme/onboarding?link=gone',
  error: '/p/acme/error?id=redirect',
  expired: '/p/acme/login?flow=expired',
  foreign: '/p/acme/login?flow=foreign',
} as const;

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
  readonly origin: string;
  readonly folder: string;
  readonly width: keyof typeof widths;
  readonly scheme: 'light' | 'dark';
}

async function photograph(browser: Browser, shot: Shot): Promise<readonly string[]> {
  const problems: string[] = [];
  const context = await browser.newContext({
    viewport: { width: widths[shot.width], height: shot.width === 'phone' ? 844 : 800 },
    colorScheme: shot.scheme,
    // Only so that axe can be put into a page whose policy forbids it.
    bypassCSP: true,
  });
  const page = await context.newPage();
  const only = process.argv[3];
  for (const [name, target] of Object.entries(pages)) {
    if (only !== undefined && !name.startsWith(only)) continue;
    const title = `${name} ${shot.width} ${shot.scheme}`;
    await context.clearCookies();
    await page.goto(shot.origin + target, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    const file = path.join(shot.folder, `${name}-${shot.width}-${shot.scheme}.png`);
    await page.screenshot({ path: file, fullPage: true });
    await page.addScriptTag({ content: axe.source });
    const { violations } = await page.evaluate(() => Reflect.get(globalThis, 'axe').run());
    for (const { id, nodes } of violations) {
      for (const node of nodes)
        problems.push(`${title}: ${id} ${node.html} ${node.failureSummary}`);
    }
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) problems.push(`${title}: ${overflow} px wider than the window`);
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
      problems.push(
        ...(await photograph(browser, { origin: server.origin, folder, width, scheme })),
      );
    }
  }
  process.stdout.write(`${problems.join('\n')}\n${problems.length} problems\n`);
} finally {
  await browser.close();
  await server.close();
}
