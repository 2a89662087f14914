import { beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../drivers/browser.ts';
import { OwnPages } from '../drivers/own-pages.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebClient } from '../drivers/web-client.ts';
import { type ProjectSdk, refusalOf, sdkOf } from './sdk.ts';

/** A project that brings its own pages, whose back end uses the SDK. */
describe('@ory/client, oAuth2: login and consent requests', () => {
  let project: ProjectApi;
  let sdk: ProjectSdk;
  let client: WebClient;

  beforeAll(async () => {
    const pages = await OwnPages.create();
    ({ project, client } = pages);
    sdk = sdkOf(project);
  });

  /** @returns the challenge that the page of the project is opened with. */
  const challengeAt = async (browser: Browser, url: string, name: string): Promise<string> => {
    const answer = await browser.get(url);
    const page = new URL(answer.headers.location ?? '', project.address.url);
    return page.searchParams.get(name) ?? '';
  };

  const beginLogin = (browser: Browser): Promise<string> =>
    challengeAt(
      browser,
      `/oauth2/auth?${new URLSearchParams(client.request())}`,
      'login_challenge',
    );

  const beginConsent = async (browser: Browser, subject: string): Promise<string> => {
    const loginChallenge = await beginLogin(browser);
    const { data } = await sdk.oauth2.acceptOAuth2LoginRequest({
      loginChallenge,
      acceptOAuth2LoginRequest: { subject },
    });
    return challengeAt(browser, data.redirect_to, 'consent_challenge');
  };

  /** Somebody of that name allows the client for good. */
  const allow = async (subject: string): Promise<string> => {
    const browser = new Browser(project);
    const { data } = await sdk.oauth2.acceptOAuth2ConsentRequest({
      consentChallenge: await beginConsent(browser, subject),
      acceptOAuth2ConsentRequest: { grant_scope: ['openid'], remember: true },
    });
    const answer = await browser.get(data.redirect_to);
    return new URL(answer.headers.location ?? '').searchParams.get('code') ?? '';
  };

  it('SDK-getOAuth2LoginRequest shows what a page needs to know', async () => {
    const loginChallenge = await beginLogin(new Browser(project));
    const { data } = await sdk.oauth2.getOAuth2LoginRequest({ loginChallenge });
    expect(data).toMatchObject({
      challenge: loginChallenge,
      client: { client_id: client.credentials.clientId },
      request_url: expect.any(String),
      skip: false,
      subject: '',
    });
  });

  it('SDK-acceptOAuth2LoginRequest leads the browser on to the consent page', async () => {
    expect(await beginConsent(new Browser(project), 'ada')).not.toBe('');
  });

  it('SDK-rejectOAuth2LoginRequest brings the refusal to the client', async () => {
    const browser = new Browser(project);
    const { data } = await sdk.oauth2.rejectOAuth2LoginRequest({
      loginChallenge: await beginLogin(browser),
      rejectOAuth2Request: { error: 'access_denied', error_description: 'No' },
    });
    expect(await challengeAt(browser, data.redirect_to, 'error')).toBe('access_denied');
  });

  it('SDK-getOAuth2ConsentRequest shows who asks for what', async () => {
    const consentChallenge = await beginConsent(new Browser(project), 'ada');
    const { data } = await sdk.oauth2.getOAuth2ConsentRequest({ consentChallenge });
    expect(data).toMatchObject({
      challenge: consentChallenge,
      requested_scope: ['openid', 'offline_access'],
      subject: 'ada',
    });
  });

  it('SDK-acceptOAuth2ConsentRequest brings a code to the client', async () => {
    expect(await allow('ada')).not.toBe('');
  });

  it('SDK-rejectOAuth2ConsentRequest brings the refusal to the client', async () => {
    const browser = new Browser(project);
    const { data } = await sdk.oauth2.rejectOAuth2ConsentRequest({
      consentChallenge: await beginConsent(browser, 'ada'),
      rejectOAuth2Request: { error: 'access_denied', error_description: 'No' },
    });
    expect(await challengeAt(browser, data.redirect_to, 'error')).toBe('access_denied');
  });

  it('SDK-listOAuth2ConsentSessions lists what somebody has allowed', async () => {
    await allow('grace');
    const { data } = await sdk.oauth2.listOAuth2ConsentSessions({ subject: 'grace' });
    expect(data).toEqual([
      expect.objectContaining({
        consent_request: expect.objectContaining({ subject: 'grace' }),
        grant_scope: ['openid'],
      }),
    ]);
  });

  it('SDK-revokeOAuth2ConsentSessions takes back what somebody has allowed', async () => {
    await allow('linus');
    expect(await refusalOf(sdk.oauth2.revokeOAuth2ConsentSessions({ subject: 'linus' }))).toBe(400);
    const answer = await sdk.oauth2.revokeOAuth2ConsentSessions({ subject: 'linus', all: true });
    expect(answer.status).toBe(204);
    const { data } = await sdk.oauth2.listOAuth2ConsentSessions({ subject: 'linus' });
    expect(data).toEqual([]);
  });

  it('SDK-revokeOAuth2LoginSessions signs an identity out', async () => {
    const hosted = await managementApi().createProject();
    const web = await WebClient.create(hosted);
    const tokens = await web.obtainTokens({ scope: 'openid' });
    const subject = (await web.userinfo(tokens.stringAt('access_token'))).stringAt('sub');
    const answer = await sdkOf(hosted).oauth2.revokeOAuth2LoginSessions({ subject });
    expect(answer.status).toBe(204);
    expect((await web.browser.get('/sessions/whoami')).status).toBe(401);
  });
});
