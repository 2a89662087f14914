import { beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../drivers/browser.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { callback, WebClient } from '../drivers/web-client.ts';

describe('RFC 6749 sections 3.1, 4.1 and 6, authorization code and refresh', () => {
  let project: ProjectApi;
  let client: WebClient;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await WebClient.create(project);
  });

  it('RFC6749-3.1-1 nobody gets a code without signing in and consenting', async () => {
    const denied = await new Browser(project).authorize(client.request(), {
      person: client.person,
      allow: 'deny',
    });
    expect(denied.searchParams.get('error')).toBe('access_denied');
    expect(denied.searchParams.has('code')).toBe(false);
  });

  it('RFC6749-3.1-2 the authorization endpoint takes GET and POST, and ignores what it does not know', async () => {
    const request = client.request({ unknown_parameter: 'x' });
    const got = await client.browser.get(`/oauth2/auth?${new URLSearchParams(request)}`);
    const posted = await client.browser.post('/oauth2/auth', request);
    for (const answer of [got, posted]) {
      expect(answer.status).toBe(303);
      expect(answer.headers.location).toContain('_challenge=');
    }
  });

  it('RFC6749-3.1.2-1 an answer goes to the registered URI, and keeps its query', async () => {
    const uri = 'https://app.example/cb?tenant=a%20b';
    const web = await WebClient.create(project, { redirect_uris: [uri] }, client.person);
    const { answer } = await web.obtainCode({ redirect_uri: uri });
    expect(answer.href.startsWith(`${uri}&`)).toBe(true);
  });

  it('RFC6749-4.1-1 a code yields an access token and a refresh token', async () => {
    const tokens = await client.obtainTokens();
    expect(tokens.json()).toMatchObject({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
      token_type: 'bearer',
      expires_in: 3600,
      scope: 'openid offline_access',
    });
    expect(tokens.headers['cache-control']).toBe('no-store');
  });

  it.each(['a', 'ä €', 'a b+c%20d&e=f#g', '"><script>', '\u{1f600}', 'x'.repeat(2000)])(
    'RFC6749-4.1.2-1 state comes back as it was sent: %j',
    async (state) => {
      const granted = await client.obtainCode({ state });
      expect(granted.answer.searchParams.get('state')).toBe(state);
      const refused = await client.browser.authorize(
        client.request({ state, scope: 'not-allowed' }),
        { person: client.person },
      );
      expect(refused.searchParams.get('state')).toBe(state);
    },
  );

  it('RFC6749-4.1.2.1-1 after the redirect URI is proven a refusal goes to the client', async () => {
    const answer = await client.browser.authorize(client.request({ scope: 'not-allowed' }), {
      person: client.person,
    });
    expect(`${answer.origin}${answer.pathname}`).toBe(callback);
    expect(answer.searchParams.get('error')).toBe('invalid_scope');
    expect(answer.searchParams.get('error_description')).toMatch(/^[\x20-\x7e]+$/);
  });

  it('RFC6749-4.1.2.1-2 an unknown client is told so on a page, and sent nowhere', async () => {
    const request = client.request({ client_id: 'unknown' });
    const answer = await client.browser.get(`/oauth2/auth?${new URLSearchParams(request)}`);
    expect(answer.headers.location ?? project.address.url).toContain(project.address.url);
  });

  it('RFC6749-4.1.3-1 the redirect URI of the token request is that of the authorization request', async () => {
    const code = await client.obtainCode();
    const answer = await client.redeem(code, { redirect_uri: 'http://127.0.0.1:4446/other' });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('RFC6749-4.1.3-2 a confidential client authenticates to redeem its code', async () => {
    const { code, verifier } = await client.obtainCode();
    const answer = await project.token({
      form: {
        grant_type: 'authorization_code',
        client_id: client.credentials.clientId,
        code,
        code_verifier: verifier,
        redirect_uri: callback,
      },
    });
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ error: 'invalid_client' });
  });

  it('RFC6749-6-1 a refresh token yields a new access token of the granted scope, or of less', async () => {
    const tokens = await client.obtainTokens({ scope: 'openid offline_access email' });
    const less = await client.refresh(tokens.stringAt('refresh_token'), { scope: 'email' });
    expect(less.stringAt('scope')).toBe('email');
    expect(less.json()).not.toHaveProperty('id_token');
    const all = await client.refresh(less.stringAt('refresh_token'));
    expect(all.stringAt('scope')).toBe('openid offline_access email');
    expect(await project.isActive(all.stringAt('access_token'))).toBe(true);
  });

  it('RFC6749-10.4-1 a refresh token is of use to its client alone', async () => {
    const tokens = await client.obtainTokens();
    const other = await WebClient.create(project, {}, client.person);
    const answer = await other.refresh(tokens.stringAt('refresh_token'));
    expect(answer.json()).toMatchObject({ error: 'invalid_grant' });
  });

  it('RFC6749-10.12-1 a sign-in that another browser began cannot be finished here', async () => {
    const begun = await client.browser.get(`/oauth2/auth?${new URLSearchParams(client.request())}`);
    const victim = new Browser(project);
    const walk = victim.walk(begun.headers.location ?? '', { person: client.person });
    await expect(walk).rejects.toThrow();
  });
});
