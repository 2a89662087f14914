import { beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../drivers/browser.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebClient } from '../drivers/web-client.ts';

const bye = 'https://app.example/bye?from=logout';

describe('OpenID Connect RP-Initiated Logout', () => {
  let project: ProjectApi;
  let client: WebClient;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await WebClient.create(project, { post_logout_redirect_uris: [bye] });
  });

  const logoutPath = (fields: Readonly<Record<string, string>>) =>
    `/oauth2/sessions/logout?${new URLSearchParams(fields)}`;

  const isSignedIn = async (browser: Browser) =>
    (await browser.get('/sessions/whoami')).status === 200;

  it('OIDCLOGOUT-2-1 with an ID token of the session the browser is signed out at once and sent back', async () => {
    const hint = (await client.obtainTokens()).stringAt('id_token');
    const fields = { id_token_hint: hint, post_logout_redirect_uri: bye, state: 'a b' };
    const answer = await client.browser.get(logoutPath(fields));
    expect(answer.headers.location).toBe('https://app.example/bye?from=logout&state=a+b');
    expect(await isSignedIn(client.browser)).toBe(false);
  });

  it('OIDCLOGOUT-2-2 logout requests come by GET and by POST', async () => {
    const hint = (await client.obtainTokens()).stringAt('id_token');
    const answer = await client.browser.post('/oauth2/sessions/logout', {
      id_token_hint: hint,
      post_logout_redirect_uri: bye,
    });
    expect(answer.headers.location).toBe(bye);
    expect(await isSignedIn(client.browser)).toBe(false);
  });

  it('OIDCLOGOUT-2-3 without an ID token the person is asked first, and stays signed in until then', async () => {
    await client.obtainCode();
    const fields = { client_id: client.credentials.clientId, post_logout_redirect_uri: bye };
    const asked = await client.browser.get(logoutPath(fields));
    const page = new URL(asked.headers.location ?? '');
    expect(page.pathname).toBe(`${project.basePath}/logout`);
    expect(await isSignedIn(client.browser)).toBe(true);
    const challenge = page.searchParams.get('logout_challenge') ?? '';
    const shown = await client.browser.get(
      `/self-service/logout/confirm?logout_challenge=${challenge}`,
    );
    const form = { logout_challenge: challenge, csrf_token: shown.stringAt('csrf_token') };
    const confirmed = await client.browser.post('/self-service/logout/confirm', form);
    expect(confirmed.headers.location).toBe(bye);
    expect(await isSignedIn(client.browser)).toBe(false);
  });

  it('OIDCLOGOUT-2-4 an ID token of another session asks too', async () => {
    const hint = (await client.obtainTokens()).stringAt('id_token');
    const elsewhere = new Browser(project);
    await elsewhere.authorize(client.request(), { person: client.person, remember: true });
    const asked = await elsewhere.get(logoutPath({ id_token_hint: hint }));
    expect(asked.headers.location).toContain('logout_challenge=');
    expect(await isSignedIn(elsewhere)).toBe(true);
  });

  it('OIDCLOGOUT-3-1 nobody is sent to an address that is not registered exactly', async () => {
    const hint = (await client.obtainTokens()).stringAt('id_token');
    const fields = { id_token_hint: hint, post_logout_redirect_uri: `${bye}&x=1` };
    const answer = await client.browser.get(logoutPath(fields));
    expect(answer.headers.location).toBe(`${project.address.url}/logout?done=1`);
    expect(await isSignedIn(client.browser)).toBe(false);
  });
});
