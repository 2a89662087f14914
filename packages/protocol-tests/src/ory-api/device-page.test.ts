import { beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../drivers/browser.ts';
import { DeviceClient } from '../drivers/device-client.ts';
import { OwnPages, ownDevicePages, readChallenge } from '../drivers/own-pages.ts';
import { managementApi } from '../drivers/running-product.ts';

/** A project whose own pages take the codes of devices. */
describe('a device page of the project', () => {
  let pages: OwnPages;
  let device: DeviceClient;

  beforeAll(async () => {
    pages = await OwnPages.create();
    device = await DeviceClient.create(pages.project, {}, { email: '', name: '', password: '' });
  });

  /** The browser is sent to the page. @returns the challenge that it is opened with. */
  async function open(browser: Browser, userCode = ''): Promise<string> {
    const query = userCode === '' ? '' : `?user_code=${userCode}`;
    const sent = await browser.get(`/oauth2/device/verify${query}`);
    const page = new URL(sent.headers.location ?? '');
    expect(page.origin + page.pathname).toBe(ownDevicePages.verification);
    expect(page.searchParams.get('user_code') ?? '').toBe(userCode);
    return page.searchParams.get('device_challenge') ?? '';
  }

  const accept = (challenge: string, json: unknown, project = pages.project) =>
    project.admin(
      `/oauth2/auth/requests/device/accept?${new URLSearchParams({ device_challenge: challenge })}`,
      { method: 'PUT', json },
    );

  it('ORY-performOAuth2DeviceVerificationFlow sends the browser to the page, then to log in, to consent and to the last page', async () => {
    const begun = await device.begin();
    const browser = new Browser(pages.project);
    const userCode = begun.stringAt('user_code');
    const challenge = await open(browser, userCode);
    const login = await pages.follow(browser, await accept(challenge, { user_code: userCode }));
    const loginChallenge = readChallenge(login, 'login');
    const shown = await pages.show('login', loginChallenge);
    expect(shown.json()).toMatchObject({ client: { client_name: 'Lighthouse TV' }, skip: false });
    const accepted = await pages.accept('login', loginChallenge, { subject: 'ada' });
    const consent = readChallenge(await pages.follow(browser, accepted), 'consent');
    const answer = { grant_scope: ['openid'], session: { id_token: { plan: 'gold' } } };
    const end = await pages.follow(browser, await pages.accept('consent', consent, answer));
    expect(end.href).toBe(ownDevicePages.success);
    const tokens = await device.poll(begun.stringAt('device_code'));
    expect(tokens.json()).toMatchObject({ scope: 'openid', id_token: expect.any(String) });
    expect(tokens.json()).not.toHaveProperty('refresh_token');
  });

  it('ORY-acceptUserCodeRequest refuses codes that are wrong, five of one browser, and challenges that are none', async () => {
    const begun = await device.begin();
    const challenge = await open(new Browser(pages.project));
    expect((await accept(challenge, {})).status).toBe(400);
    for (let round = 0; round < 5; round += 1) {
      const wrong = await accept(challenge, { user_code: 'BBBB-BBBB' });
      expect(wrong.status).toBe(400);
      expect(wrong.json()).toMatchObject({ error: 'invalid_request', status_code: 400 });
    }
    const right = await accept(challenge, { user_code: begun.stringAt('user_code') });
    expect(right.status).toBe(429);
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
    for (const none of ['', 'nonsense', `${challenge.slice(0, -4)}AAAA`]) {
      expect((await accept(none, { user_code: begun.stringAt('user_code') })).status).toBe(404);
    }
  });

  it('ORY-acceptUserCodeRequest needs a key that accepts logins, and a challenge of its own project', async () => {
    const begun = await device.begin();
    const challenge = await open(new Browser(pages.project));
    const json = { user_code: begun.stringAt('user_code') };
    const key = await managementApi().createProjectKey(pages.project.address.id, {
      scopes: ['clients:read'],
    });
    expect((await accept(challenge, json, pages.project.withKey(key))).status).toBe(403);
    const other = await OwnPages.create();
    expect((await accept(challenge, json, other.project)).status).toBe(404);
    expect((await accept(challenge, json)).status).toBe(200);
  });

  it('ORY-performOAuth2DeviceVerificationFlow brings a browser back only where it began, and tells the last page of a no', async () => {
    const begun = await device.begin();
    const browser = new Browser(pages.project);
    const accepted = await accept(await open(browser), { user_code: begun.stringAt('user_code') });
    const stranger = new Browser(pages.project);
    await open(stranger);
    expect((await stranger.get(accepted.stringAt('redirect_to'))).status).toBe(400);
    const login = readChallenge(await pages.follow(browser, accepted), 'login');
    const rejected = await pages.reject('login', login, { error: 'access_denied' });
    const end = await pages.follow(browser, rejected);
    expect(end.origin + end.pathname).toBe(ownDevicePages.success);
    expect(end.searchParams.get('error')).toBe('access_denied');
    const answer = await device.poll(begun.stringAt('device_code'));
    expect(answer.json()).toMatchObject({ error: 'access_denied' });
  });
});
