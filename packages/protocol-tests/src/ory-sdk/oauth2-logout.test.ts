import { beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../drivers/browser.ts';
import { OwnPages, readChallenge } from '../drivers/own-pages.ts';
import { type ProjectSdk, refusalOf, sdkOf } from './sdk.ts';

describe('@ory/client, oAuth2: logout requests', () => {
  let pages: OwnPages;
  let sdk: ProjectSdk['oauth2'];

  beforeAll(async () => {
    pages = await OwnPages.create();
    sdk = sdkOf(pages.project).oauth2;
  });

  /** Somebody is signed in and asks to be signed out. */
  const begin = async () => {
    const browser = new Browser(pages.project);
    const tokens = await pages.signIn(browser, {
      login: { subject: 'ada', remember: true },
      consent: { grant_scope: ['openid'] },
    });
    const hint = new URLSearchParams({ id_token_hint: tokens.stringAt('id_token') });
    const answer = await browser.get(`/oauth2/sessions/logout?${hint}`);
    const page = new URL(answer.headers.location ?? '', pages.project.address.url);
    return { browser, tokens, logoutChallenge: readChallenge(page, 'logout') };
  };

  it('SDK-getOAuth2LogoutRequest shows who asks to sign out whom', async () => {
    const { logoutChallenge } = await begin();
    const { data } = await sdk.getOAuth2LogoutRequest({ logoutChallenge });
    expect(data).toMatchObject({ challenge: logoutChallenge, rp_initiated: true, subject: 'ada' });
  });

  it('SDK-acceptOAuth2LogoutRequest signs out in the browser that asked', async () => {
    const { browser, tokens, logoutChallenge } = await begin();
    const { data } = await sdk.acceptOAuth2LogoutRequest({ logoutChallenge });
    await browser.get(data.redirect_to);
    expect(await pages.project.isActive(tokens.stringAt('access_token'))).toBe(false);
  });

  it('SDK-rejectOAuth2LogoutRequest leaves everything as it is', async () => {
    const { tokens, logoutChallenge } = await begin();
    expect((await sdk.rejectOAuth2LogoutRequest({ logoutChallenge })).status).toBe(204);
    expect(await pages.project.isActive(tokens.stringAt('access_token'))).toBe(true);
    expect(await refusalOf(sdk.getOAuth2LogoutRequest({ logoutChallenge }))).toBe(410);
  });
});
