import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DeviceClient,
  enterUserCode,
  openDevicePage,
  postUserCode,
} from '../drivers/device-client.ts';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import { readClaims } from '../drivers/own-pages.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi, runningProduct } from '../drivers/running-product.ts';
import { StoredRows } from '../drivers/stored-rows.ts';

function expectRefusal(answer: HttpAnswer, error: string): void {
  expect(answer.json()).toMatchObject({ error });
  expect(answer.status).toBe(400);
}

describe('the device authorization grant', () => {
  let project: ProjectApi;
  let device: DeviceClient;
  let rows: StoredRows;

  beforeAll(async () => {
    project = await managementApi().createProject();
    device = await DeviceClient.create(project);
    rows = await StoredRows.open(runningProduct().home);
  });
  afterAll(() => rows?.close());

  it('RFC8628-3.1-1 a device asks by post, and a public client names itself', async () => {
    const answer = await device.begin();
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const read = await project.get(`/oauth2/device/auth?client_id=${device.credentials.clientId}`);
    expect(read.status).toBe(405);
  });

  it('RFC8628-3.1-2 a confidential client has to prove who it is, and one without the grant type gets no code', async () => {
    const confidential = await DeviceClient.create(
      project,
      { token_endpoint_auth_method: 'client_secret_basic' },
      device.person,
    );
    expect((await confidential.obtainTokens()).status).toBe(200);
    const { clientId } = confidential.credentials;
    const unproven = await project.postForm('/oauth2/device/auth', {
      form: { client_id: clientId },
    });
    expect(unproven.status).toBe(401);
    const wrong = await project.postForm('/oauth2/device/auth', {
      as: { clientId, secret: 'wrong' },
    });
    expect(wrong.json()).toMatchObject({ error: 'invalid_client' });
    const machine = await project.createClient();
    const other = await project.postForm('/oauth2/device/auth', { as: machine });
    expectRefusal(other, 'unauthorized_client');
    const foreign = await device.begin({ scope: 'openid everything' });
    expectRefusal(foreign, 'invalid_scope');
    expectRefusal(await device.begin({ audience: 'https://other.example' }), 'invalid_request');
  });

  it('RFC8628-3.2-1 the answer has both codes, both addresses, how long they live and how often to poll', async () => {
    const answer = await device.begin();
    const { url } = project.address;
    const userCode = answer.stringAt('user_code');
    expect(answer.json()).toEqual({
      device_code: expect.stringMatching(/^gh_dc_/),
      user_code: expect.stringMatching(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/),
      verification_uri: `${url}/device`,
      verification_uri_complete: `${url}/device?user_code=${userCode}`,
      expires_in: 600,
      interval: 5,
    });
  });

  it('RFC8628-3.3-1 whoever enters the code signs in, sees who asks and from where, and decides', async () => {
    const begun = await device.begin();
    const browser = device.browser();
    await browser.walk('/self-service/login/browser', {
      person: device.person,
      endsAt: (url) => url.pathname.endsWith('/signed-in'),
    });
    const next = await postUserCode(
      browser,
      await openDevicePage(browser),
      begun.stringAt('user_code'),
    );
    const consent = new URL((await browser.get(next.href)).headers.location ?? '');
    expect(consent.pathname).toMatch(/\/consent$/);
    const challenge = consent.searchParams.get('consent_challenge') ?? '';
    const shown = await browser.get(`/self-service/consent?consent_challenge=${challenge}`);
    expect(shown.json()).toMatchObject({
      client: { client_name: 'Lighthouse TV' },
      account: { email: device.person.email },
      scopes: ['openid', 'offline_access'],
      device: { address: expect.any(String), requested_at: expect.any(String) },
      remember_allowed: false,
    });
    expectRefusal(await device.poll(begun.stringAt('device_code')), 'authorization_pending');
    const done = await browser.answerConsent(challenge, { person: device.person });
    const end = await browser.get(done.headers.location ?? '');
    expect(end.headers.location).toBe(`${project.address.url}/device?done=1`);
    expect((await device.poll(begun.stringAt('device_code'))).status).toBe(200);
  });

  it('RFC8628-3.3.1-1 a code in the address fills the page of codes and decides nothing', async () => {
    const begun = await device.begin();
    const browser = device.browser();
    const sent = await browser.get(
      `/oauth2/device/verify?user_code=${begun.stringAt('user_code')}`,
    );
    const page = new URL(sent.headers.location ?? '');
    expect(page.pathname).toMatch(/\/device$/);
    expect(page.searchParams.get('user_code')).toBe(begun.stringAt('user_code'));
    expectRefusal(await device.poll(begun.stringAt('device_code')), 'authorization_pending');
  });

  it('RFC8628-3.4-1 the token request has the code of this client, and a confidential one proves who it is', async () => {
    const begun = await device.begin();
    const other = await DeviceClient.create(project, {}, device.person);
    expectRefusal(await other.poll(begun.stringAt('device_code')), 'invalid_grant');
    expectRefusal(await device.poll(''), 'invalid_request');
    await device.answer(begun.stringAt('user_code'));
    expectRefusal(await other.poll(begun.stringAt('device_code')), 'invalid_grant');
    expect((await device.poll(begun.stringAt('device_code'))).status).toBe(200);
  });

  it('RFC8628-3.5-1 tokens, an ID token for openid and a refresh token for offline access, once it is allowed', async () => {
    const tokens = await device.obtainTokens({ scope: 'openid offline_access email' });
    expect(tokens.json()).toMatchObject({
      token_type: 'bearer',
      scope: 'openid offline_access email',
      refresh_token: expect.any(String),
    });
    expect(readClaims(tokens.stringAt('id_token'))).toMatchObject({
      aud: [device.credentials.clientId],
      email: device.person.email,
    });
    expect((await device.refresh(tokens.stringAt('refresh_token'))).status).toBe(200);
    const online = await device.obtainTokens({ scope: 'email' });
    expect(online.json()).not.toHaveProperty('refresh_token');
    expect(online.json()).not.toHaveProperty('id_token');
    expect(await project.isActive(online.stringAt('access_token'))).toBe(true);
  });

  it('RFC8628-3.5-2 until somebody has answered, authorization_pending', async () => {
    const begun = await device.begin();
    expectRefusal(await device.poll(begun.stringAt('device_code')), 'authorization_pending');
  });

  it('RFC8628-3.5-3 a device that polls too fast is slowed down by five seconds, for this and all later polls', async () => {
    const own = await DeviceClient.create(project, {}, device.person);
    const code = (await own.begin()).stringAt('device_code');
    const wait = (seconds: number) =>
      rows.plant(
        `UPDATE hot.device_codes SET polled_at = polled_at - make_interval(secs => $2)
         WHERE client_id = $1`,
        [own.credentials.clientId, seconds],
      );
    expectRefusal(await own.poll(code), 'authorization_pending');
    await wait(2);
    expectRefusal(await own.poll(code), 'slow_down');
    await wait(6);
    expectRefusal(await own.poll(code), 'slow_down');
    await wait(16);
    expectRefusal(await own.poll(code), 'authorization_pending');
    expectRefusal(await own.poll(code), 'authorization_pending');
    expectRefusal(await own.poll(code), 'slow_down');
    await wait(21);
    for (let round = 0; round < 3; round += 1) await device.poll(code);
    expectRefusal(await own.poll(code), 'authorization_pending');
  });

  it('RFC8628-3.5-4 access_denied once somebody has said no, and for good', async () => {
    const begun = await device.begin();
    const end = await device.answer(begun.stringAt('user_code'), 'deny');
    expect(end.searchParams.get('error')).toBe('access_denied');
    for (let round = 0; round < 2; round += 1) {
      expectRefusal(await device.poll(begun.stringAt('device_code')), 'access_denied');
    }
    const again = await enterUserCode(device.browser(), begun.stringAt('user_code'));
    expect(again.searchParams.get('problem')).toBe('wrong');
    expectRefusal(await device.poll(begun.stringAt('device_code')), 'access_denied');
  });

  it('RFC8628-3.5-5 expired_token once the code has expired, whether it was answered or not', async () => {
    for (const isAllowed of [false, true]) {
      const own = await DeviceClient.create(project, {}, device.person);
      const begun = await own.begin();
      if (isAllowed) await own.answer(begun.stringAt('user_code'));
      await rows.plant(
        `UPDATE hot.device_codes SET expires_at = now() - interval '1 second' WHERE client_id = $1`,
        [own.credentials.clientId],
      );
      expectRefusal(await own.poll(begun.stringAt('device_code')), 'expired_token');
    }
  });

  it('RFC8628-4-1 discovery names the endpoint and the grant type', async () => {
    const document = await project.get('/.well-known/openid-configuration');
    expect(document.json()).toMatchObject({
      device_authorization_endpoint: `${project.address.url}/oauth2/device/auth`,
      grant_types_supported: expect.arrayContaining([
        'urn:ietf:params:oauth:grant-type:device_code',
      ]),
    });
  });

  it('RFC8628-6.1-1 a user code counts whatever its case and its separators', async () => {
    const begun = await device.begin();
    const typed = begun.stringAt('user_code').toLowerCase().replace('-', ' ');
    await device.answer(`  ${typed.slice(0, 2)}.${typed.slice(2)}`);
    expect((await device.poll(begun.stringAt('device_code'))).status).toBe(200);
  });
});
