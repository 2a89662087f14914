import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ConsoleDriver, openConsole } from './console-driver.ts';
import { cookiesOf } from './cookies-of.ts';

const invitation = 'gh_inv_fixture-invitation';
const invitationCookie = 'gatehouse_console_invitation';
let driver: ConsoleDriver;

beforeAll(async () => {
  driver = await openConsole();
});
afterAll(() => driver.close());

/** Opens the link in a browser that is signed in. @returns what it sends from then on. */
async function openLink(): Promise<string> {
  const response = await driver.get(`/join?invitation=${invitation}`);
  return `${driver.cookie}; ${cookiesOf(response)}`;
}

test('an invitation leaves the address at once, is sealed, and stands in no Referer', async () => {
  const response = await driver.get(`/join?invitation=${invitation}`);
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/join');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  const [cookie = ''] = response.headers.getSetCookie();
  expect(cookie).toContain('HttpOnly');
  expect(cookie).not.toContain(invitation);
  expect(driver.pages).toEqual([]);
});

test('who is not signed in is asked on the page itself, and comes back to it', async () => {
  const response = await driver.get('/join');
  expect(response.status).toBe(200);
  expect(driver.requests.at(-1)).toMatchObject({ member: undefined, invitation: undefined });
});

test('joining forgets the invitation, and leads to the workspace', async () => {
  const cookie = await openLink();
  const fields = { _from: '/join' };
  const response = await driver.post('/forms/accept-invitation', {
    fields,
    headers: { origin: driver.origin, cookie },
  });
  expect(response.headers.get('location')).toMatch(/^\/workspaces\/[0-9a-f-]{36}$/);
  const removed = response.headers.getSetCookie().filter((set) => set.includes('Max-Age=0'));
  expect(removed.join()).toContain(invitationCookie);
});

test('a form that names no opened invitation joins nothing', async () => {
  const fields = { _from: '/join', invitation };
  const response = await driver.post('/forms/accept-invitation', { fields });
  expect(response.headers.get('location')).toBe('/join');
});
