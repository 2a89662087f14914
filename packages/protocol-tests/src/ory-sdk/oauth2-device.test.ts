import { beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../drivers/browser.ts';
import { DeviceClient } from '../drivers/device-client.ts';
import { OwnPages, ownDevicePages } from '../drivers/own-pages.ts';
import { type ProjectSdk, redirectShown, refusalOf, sdkOf } from './sdk.ts';

describe('@ory/client, oAuth2: the device flow', () => {
  let pages: OwnPages;
  let device: DeviceClient;
  let sdk: ProjectSdk;

  beforeAll(async () => {
    pages = await OwnPages.create();
    device = await DeviceClient.create(pages.project, {}, { email: '', name: '', password: '' });
    sdk = sdkOf(pages.project);
  });

  const begin = async () => {
    const form = new URLSearchParams({ client_id: device.credentials.clientId, scope: 'openid' });
    return (await sdk.oauth2.oAuth2DeviceFlow({ data: form })).data;
  };

  it('SDK-oAuth2DeviceFlow gives the device what it shows and what it polls with', async () => {
    expect(await begin()).toEqual({
      device_code: expect.any(String),
      user_code: expect.any(String),
      verification_uri: expect.any(String),
      verification_uri_complete: expect.any(String),
      expires_in: 600,
      interval: 5,
    });
    expect(await refusalOf(sdk.oauth2.oAuth2DeviceFlow({ data: new URLSearchParams() }))).toBe(401);
  });

  it('SDK-performOAuth2DeviceVerificationFlow sends a browser to the page that takes codes', async () => {
    const answer = await sdk.oauth2.performOAuth2DeviceVerificationFlow(redirectShown);
    expect(String(answer.headers['location'])).toContain(
      `${ownDevicePages.verification}?device_challenge=`,
    );
  });

  it('SDK-acceptUserCodeRequest takes a code, and the device has its tokens in the end', async () => {
    const begun = await begin();
    const browser = new Browser(pages.project);
    const sent = await browser.get('/oauth2/device/verify');
    const deviceChallenge =
      new URL(sent.headers.location ?? '').searchParams.get('device_challenge') ?? '';
    const { data: taken } = await sdk.oauth2.acceptUserCodeRequest({
      deviceChallenge,
      acceptDeviceUserCodeRequest: { user_code: begun.user_code ?? '' },
    });
    const follow = async (url: string, name: string) => {
      const next = await browser.get(url);
      return new URL(next.headers.location ?? '').searchParams.get(name) ?? '';
    };
    const { data: login } = await sdk.oauth2.acceptOAuth2LoginRequest({
      loginChallenge: await follow(taken.redirect_to, 'login_challenge'),
      acceptOAuth2LoginRequest: { subject: 'ada' },
    });
    const { data: consent } = await sdk.oauth2.acceptOAuth2ConsentRequest({
      consentChallenge: await follow(login.redirect_to, 'consent_challenge'),
      acceptOAuth2ConsentRequest: { grant_scope: ['openid'] },
    });
    await browser.get(consent.redirect_to);
    const tokens = await device.poll(begun.device_code ?? '');
    expect(tokens.json()).toMatchObject({ scope: 'openid', id_token: expect.any(String) });
    const wrong = { deviceChallenge, acceptDeviceUserCodeRequest: { user_code: 'BBBB-BBBB' } };
    expect(await refusalOf(sdk.oauth2.acceptUserCodeRequest(wrong))).toBe(400);
  });
});
