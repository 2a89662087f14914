// The local workspace: claimed by the link that the start printed, then shared with somebody else.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ConsoleEntrance } from './pages/console-entrance.ts';
import { ConsoleMembers } from './pages/console-members.ts';
import { JoinPage } from './pages/join-page.ts';
import { newPerson } from './pages/sign-in-page.ts';
import { launchBrowser, openPage } from './setup/browser.ts';
import { overhear } from './setup/overheard.ts';

const { url: origin, claimLink, workspaceId } = inject('product');
const stepMilliseconds = 120_000;
const owner = { ...newPerson(), name: 'Ada Lovelace' };
const guest = { ...newPerson(), name: 'Charles Babbage' };
const local = `${origin}/workspaces/${workspaceId}`;

let browser: Browser;
let page: Page;
let guestPage: Page;
let members: ConsoleMembers;
let invitation: string;

beforeAll(async () => {
  browser = await launchBrowser();
  ({ page } = await openPage(browser));
  ({ page: guestPage } = await openPage(browser));
  members = new ConsoleMembers(page);
});
afterAll(() => browser.close());

test(
  'the printed link makes whoever opens it the owner of the local workspace, after they agree',
  async () => {
    const overheard = overhear(page.context());
    const referrers: (string | undefined)[] = [];
    page.on('request', (request) => referrers.push(request.headers()['referer']));
    const join = new JoinPage(page);
    await join.open(claimLink);
    expect(page.url()).toBe(`${origin}/join`);
    await join.signUp(owner);
    expect(page.url()).toBe(`${origin}/join`);
    const shown = await join.read();
    for (const part of ['local', 'owner', owner.email]) expect(shown).toContain(part);
    await join.accept();
    expect(page.url()).toBe(local);
    const entrance = new ConsoleEntrance(page, origin);
    expect((await entrance.cookies()).map(({ name }) => name)).toEqual(['gatehouse_console']);
    const secret = new URL(claimLink).searchParams.get('invitation') ?? '';
    expect(referrers.filter((referrer) => referrer?.includes(secret))).toEqual([]);
    expect(await overheard.findTokens()).toEqual([]);
  },
  stepMilliseconds,
);

test(
  'an owner invites by a link, and a newcomer joins with the role that it names',
  async () => {
    await members.open(local);
    invitation = await members.invite('developer');
    const join = new JoinPage(guestPage);
    await join.open(invitation);
    await join.signUp(guest);
    const shown = await join.read();
    for (const part of [owner.name, 'developer', guest.email]) expect(shown).toContain(part);
    await join.accept();
    await guestPage.getByText('You are developer of local now.').waitFor();
  },
  stepMilliseconds,
);

test(
  'a link that was used, and one that was revoked, say so and let nobody in',
  async () => {
    await members.open(local);
    const revoked = await members.invite('viewer');
    await members.revokeOnly();
    const join = new JoinPage(guestPage);
    await join.open(claimLink);
    expect(await join.read()).toContain('works once');
    await join.open(revoked);
    expect(await join.read()).toContain('It was revoked');
  },
  stepMilliseconds,
);

test(
  'roles are changed and members removed, at once for whom it concerns',
  async () => {
    await members.open(local);
    await members.setRole(guest.name, 'viewer');
    await guestPage.goto(`${local}/members`);
    expect(await guestPage.locator('table').first().textContent()).toContain(guest.name);
    await members.remove(guest.name);
    await guestPage.goto(`${local}/members`);
    expect(await guestPage.locator('body').textContent()).not.toContain(owner.email);
  },
  stepMilliseconds,
);

test(
  'the audit log tells who did what, and a key is shown once and deleted',
  async () => {
    await page.goto(`${local}/audit`);
    const log = await page.locator('main').textContent();
    for (const action of ['member.added', 'member.removed', 'invitation.revoked']) {
      expect(log).toContain(action);
    }
    expect(log).toContain(owner.name);
    await page.goto(`${local}/keys`);
    await page.getByRole('button', { name: 'Create API key' }).first().click();
    await page.getByLabel('Name').fill('Nightly backup');
    await page.getByRole('dialog').getByRole('button', { name: 'Create API key' }).click();
    const shown = page.getByRole('dialog', { name: 'The key Nightly backup' });
    const value = await shown.getByText(/^gh_wak_/).textContent();
    await shown.getByRole('button', { name: 'I have saved it' }).click();
    await page.reload();
    expect(await page.content()).not.toContain(value);
    const row = page.locator('tr', { hasText: 'Nightly backup' });
    await row.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('The key is deleted').waitFor();
  },
  stepMilliseconds,
);
