import { beforeAll, describe, expect, it } from 'vitest';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { callback, WebClient } from '../drivers/web-client.ts';
import { type ProjectSdk, redirectShown, sdkOf, sdkOfClient } from './sdk.ts';

describe('@ory/client, oAuth2: tokens', () => {
  let project: ProjectApi;
  let sdk: ProjectSdk;
  let machine: ClientCredentials;
  let web: WebClient;

  beforeAll(async () => {
    project = await managementApi().createProject();
    sdk = sdkOf(project);
    machine = await project.createClient({ scope: 'read' });
    web = await WebClient.create(project);
  });

  it('SDK-oAuth2Authorize sends a browser without a session to the login page', async () => {
    const answer = await sdk.oauth2.oAuth2Authorize({
      ...redirectShown,
      params: web.request(),
    });
    expect(String(answer.headers['location'])).toContain(`${project.address.url}/`);
    expect(String(answer.headers['location'])).toContain('login');
  });

  it('SDK-oauth2TokenExchange issues a token by client credentials', async () => {
    const { data } = await sdkOfClient(project, machine).oauth2TokenExchange({
      grantType: 'client_credentials',
    });
    expect(data).toMatchObject({
      access_token: expect.any(String),
      token_type: expect.stringMatching(/^bearer$/i),
      expires_in: expect.any(Number),
    });
  });

  it('SDK-oauth2TokenExchange refreshes with the client in the body as well as in the header', async () => {
    const tokens = await web.obtainTokens();
    const { data } = await sdkOfClient(project, web.credentials).oauth2TokenExchange({
      grantType: 'refresh_token',
      clientId: web.credentials.clientId,
      refreshToken: tokens.stringAt('refresh_token'),
    });
    expect(data).toMatchObject({
      access_token: expect.any(String),
      refresh_token: expect.any(String),
    });
  });

  it('SDK-oauth2TokenExchange redeems a code of a client that needs no PKCE', async () => {
    const answer = await web.browser.authorize(web.request(), {
      person: web.person,
      remember: true,
    });
    const { data } = await sdkOfClient(project, web.credentials).oauth2TokenExchange({
      grantType: 'authorization_code',
      code: answer.searchParams.get('code') ?? '',
      redirectUri: callback,
    });
    expect(data).toMatchObject({ id_token: expect.any(String), scope: 'openid offline_access' });
  });

  it('SDK-introspectOAuth2Token describes a token', async () => {
    const token = await project.issueToken(machine, { scope: 'read' });
    const { data } = await sdk.oauth2.introspectOAuth2Token({ token, scope: 'read' });
    expect(data).toMatchObject({ active: true, client_id: machine.clientId, scope: 'read' });
    const dead = await sdk.oauth2.introspectOAuth2Token({ token: 'nonsense' });
    expect(dead.data).toEqual({ active: false });
  });

  it('SDK-revokeOAuth2Token ends a token', async () => {
    const token = await project.issueToken(machine);
    const answer = await sdkOfClient(project, machine).revokeOAuth2Token({ token });
    expect(answer.status).toBe(200);
    expect(await project.isActive(token)).toBe(false);
  });

  it('SDK-revokeOAuth2Token takes client id and secret in the body too', async () => {
    const token = await project.issueToken(machine);
    await sdkOfClient(project, { clientId: '', secret: '' }).revokeOAuth2Token({
      token,
      clientId: machine.clientId,
      clientSecret: machine.secret,
    });
    expect(await project.isActive(token)).toBe(false);
  });

  it('SDK-deleteOAuth2Token ends every token of a client', async () => {
    const own = await project.createClient();
    const token = await project.issueToken(own);
    const answer = await sdk.oauth2.deleteOAuth2Token({ clientId: own.clientId });
    expect(answer.status).toBe(204);
    expect(await project.isActive(token)).toBe(false);
  });
});
