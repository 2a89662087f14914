import { beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../drivers/browser.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebClient } from '../drivers/web-client.ts';

describe('OpenID Connect Core section 3.1.2, authentication', () => {
  let project: ProjectApi;
  let client: WebClient;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await WebClient.create(project);
  });

  /** Where an authorization request leads at the first step. */
  async function firstStep(change: Readonly<Record<string, string>>, browser = client.browser) {
    const answer = await browser.get(`/oauth2/auth?${new URLSearchParams(client.request(change))}`);
    return new URL(answer.headers.location ?? '', project.address.url);
  }

  it('OIDC-3.1.2.1-1 prompt=none never shows a page', async () => {
    const stranger = await firstStep({ prompt: 'none' }, new Browser(project));
    expect(stranger.searchParams.get('error')).toBe('login_required');
    await client.obtainCode();
    const known = await firstStep({ prompt: 'none' });
    expect(known.searchParams.has('code')).toBe(true);
  });

  it('OIDC-3.1.2.1-2 prompt=none with another value is refused', async () => {
    const answer = await firstStep({ prompt: 'none login' });
    expect(answer.searchParams.get('error')).toBe('invalid_request');
  });

  it('OIDC-3.1.2.1-3 prompt=login asks for the password although somebody is signed in', async () => {
    await client.obtainCode();
    const page = await firstStep({ prompt: 'login' });
    expect(page.searchParams.has('login_challenge')).toBe(true);
  });

  it('OIDC-3.1.2.1-4 prompt=consent asks for the consent although it is remembered', async () => {
    await client.obtainCode();
    const page = await firstStep({ prompt: 'consent' });
    expect(page.searchParams.has('consent_challenge')).toBe(true);
  });

  it('OIDC-3.1.2.1-5 prompt=create begins with a registration', async () => {
    const page = await firstStep({ prompt: 'create' }, new Browser(project));
    expect(page.pathname).toContain('/self-service/registration/browser');
  });

  it('OIDC-3.1.2.1-6 max_age: the ID token says when the password was given', async () => {
    const before = Math.floor(Date.now() / 1000);
    const tokens = await client.obtainTokens({ max_age: '3600' });
    const [, claims = ''] = tokens.stringAt('id_token').split('.');
    const { auth_time: authTime } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    expect(authTime).toEqual(expect.any(Number));
    expect(before - authTime).toBeLessThan(3600);
  });

  it('OIDC-3.1.2.1-7 request objects are refused with the codes of section 3.1.2.6', async () => {
    const byValue = await firstStep({ request: 'e30.e30.' });
    expect(byValue.searchParams.get('error')).toBe('request_not_supported');
    const byReference = await firstStep({ request_uri: 'https://app.example/request' });
    expect(byReference.searchParams.get('error')).toBe('request_uri_not_supported');
  });

  it('OIDC-3.1.2.1-8 an ID token hint of somebody else leads to a login', async () => {
    const hint = (await client.obtainTokens()).stringAt('id_token');
    const other = await WebClient.create(project);
    const browser = new Browser(project);
    await browser.authorize(client.request(), { person: other.person, remember: true });
    const asked = await firstStep({ id_token_hint: hint }, browser);
    expect(asked.searchParams.has('login_challenge')).toBe(true);
    const mine = await firstStep({ id_token_hint: hint, prompt: 'none' });
    expect(mine.searchParams.has('code')).toBe(true);
  });

  it('OIDC-3.1.2.1-9 ui_locales goes along to the login page', async () => {
    const page = await firstStep({ ui_locales: 'de en' }, new Browser(project));
    expect(page.searchParams.get('ui_locales')).toBe('de en');
  });

  it('OIDC-11-1 offline access is for whoever asked for it and was granted it', async () => {
    const online = await client.obtainTokens({ scope: 'openid' });
    expect(online.json()).not.toHaveProperty('refresh_token');
    for (const name of ['offline', 'offline_access']) {
      const offline = await client.obtainTokens({ scope: `openid ${name}` });
      expect(offline.stringAt('scope')).toBe(`openid ${name}`);
      expect(offline.json()).toHaveProperty('refresh_token');
    }
  });
});
