// openid-client, as it comes from the registry, against a project.

import * as openid from 'openid-client';
import { beforeAll, describe, expect, it } from 'vitest';
import { Browser } from '../drivers/browser.ts';
import { DeviceClient } from '../drivers/device-client.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { createOpenProject } from '../drivers/registration.ts';
import { managementApi } from '../drivers/running-product.ts';
import { callback, WebClient } from '../drivers/web-client.ts';

const bye = 'http://127.0.0.1:4446/bye';
const scope = 'openid offline_access email profile';

interface SignIn {
  readonly parameters: Record<string, string>;
  readonly checks: openid.AuthorizationCodeGrantChecks;
}

async function prepareSignIn(change: Record<string, string> = {}): Promise<SignIn> {
  const pkceCodeVerifier = openid.randomPKCECodeVerifier();
  const expectedState = openid.randomState();
  const expectedNonce = openid.randomNonce();
  return {
    parameters: {
      redirect_uri: callback,
      scope,
      state: expectedState,
      nonce: expectedNonce,
      code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      ...change,
    },
    checks: { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true },
  };
}

function discover(client: WebClient, authentication?: openid.ClientAuth) {
  const { clientId, secret } = client.credentials;
  return openid.discovery(
    new URL(client.project.address.url),
    clientId,
    secret === '' ? undefined : secret,
    authentication,
    { execute: [openid.allowInsecureRequests] },
  );
}

describe('openid-client that registers itself', () => {
  it('takes what it is answered, signs somebody in and reads userinfo', async () => {
    const project = await createOpenProject();
    const { browser, person } = await WebClient.create(project);
    const configuration = await openid.dynamicClientRegistration(
      new URL(project.address.url),
      { client_name: 'Harbour Ledger', redirect_uris: [callback], scope: 'openid email' },
      undefined,
      { execute: [openid.allowInsecureRequests] },
    );
    const { parameters, checks } = await prepareSignIn({ scope: 'openid email' });
    const address = openid.buildAuthorizationUrl(configuration, parameters);
    const answer = await browser.walk(address.href, { person });
    const tokens = await openid.authorizationCodeGrant(configuration, answer, checks);
    const subject = tokens.claims()?.sub ?? '';
    const userinfo = await openid.fetchUserInfo(configuration, tokens.access_token, subject);
    expect(userinfo).toMatchObject({ sub: subject, email: person.email });
  });
});

describe('openid-client on a device', () => {
  it('polls until somebody has entered its code, and gets their tokens', async () => {
    const project = await managementApi().createProject();
    const device = await DeviceClient.create(project);
    const configuration = await openid.discovery(
      new URL(project.address.url),
      device.credentials.clientId,
      undefined,
      openid.None(),
      { execute: [openid.allowInsecureRequests] },
    );
    const begun = await openid.initiateDeviceAuthorization(configuration, {
      scope: 'openid email',
    });
    const polling = openid.pollDeviceAuthorizationGrant(configuration, begun);
    await device.answer(begun.user_code);
    const tokens = await polling;
    const subject = tokens.claims()?.sub ?? '';
    const userinfo = await openid.fetchUserInfo(configuration, tokens.access_token, subject);
    expect(userinfo).toMatchObject({ sub: subject, email: device.person.email });
  });
});

describe('openid-client as a relying party', () => {
  let project: ProjectApi;
  let client: WebClient;
  let configuration: openid.Configuration;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await WebClient.create(project, { post_logout_redirect_uris: [bye] });
    configuration = await discover(client);
  });

  async function signIn(
    change: Record<string, string> = {},
    checks: Partial<openid.AuthorizationCodeGrantChecks> = {},
  ) {
    const prepared = await prepareSignIn(change);
    const address = openid.buildAuthorizationUrl(configuration, prepared.parameters);
    const answer = await client.browser.walk(address.href, { person: client.person });
    return openid.authorizationCodeGrant(configuration, answer, { ...prepared.checks, ...checks });
  }

  it('signs somebody in, validates the ID token, asks userinfo, refreshes, introspects and revokes', async () => {
    const tokens = await signIn();
    const claims = tokens.claims();
    expect(claims).toMatchObject({
      iss: project.address.url,
      email: client.person.email,
      name: client.person.name,
    });
    const subject = claims?.sub ?? '';
    const userinfo = await openid.fetchUserInfo(configuration, tokens.access_token, subject);
    expect(userinfo).toMatchObject({ sub: subject, email: client.person.email });
    const refreshed = await openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
    expect(refreshed.refresh_token).not.toBe(tokens.refresh_token);
    expect(refreshed.claims()?.sub).toBe(subject);
    const { access_token: accessToken } = refreshed;
    const active = await openid.tokenIntrospection(configuration, accessToken);
    expect(active).toMatchObject({ active: true, sub: subject, scope });
    await openid.tokenRevocation(configuration, accessToken);
    expect((await openid.tokenIntrospection(configuration, accessToken)).active).toBe(false);
    await openid.tokenRevocation(configuration, refreshed.refresh_token ?? '');
    await expect(
      openid.refreshTokenGrant(configuration, refreshed.refresh_token ?? ''),
    ).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  it('checks max_age against auth_time', async () => {
    const tokens = await signIn({ max_age: '600' }, { maxAge: 600 });
    expect(tokens.claims()?.auth_time).toEqual(expect.any(Number));
  });

  it('gets login_required as a redirect where nobody is signed in and nothing may be asked', async () => {
    const prepared = await prepareSignIn({ prompt: 'none' });
    const address = openid.buildAuthorizationUrl(configuration, prepared.parameters);
    const answer = await new Browser(project).walk(address.href, { person: client.person });
    await expect(
      openid.authorizationCodeGrant(configuration, answer, prepared.checks),
    ).rejects.toMatchObject({ error: 'login_required' });
  });

  it('refuses an answer whose issuer somebody has changed', async () => {
    const prepared = await prepareSignIn();
    const address = openid.buildAuthorizationUrl(configuration, prepared.parameters);
    const answer = await client.browser.walk(address.href, { person: client.person });
    expect(answer.searchParams.get('iss')).toBe(project.address.url);
    answer.searchParams.set('iss', 'https://other.example');
    await expect(
      openid.authorizationCodeGrant(configuration, answer, prepared.checks),
    ).rejects.toMatchObject({ cause: { message: expect.stringContaining('iss') } });
  });

  it('signs somebody out and comes back with its state', async () => {
    const tokens = await signIn();
    const address = openid.buildEndSessionUrl(configuration, {
      id_token_hint: tokens.id_token ?? '',
      post_logout_redirect_uri: bye,
      state: 'bye',
    });
    const left = await client.browser.walk(address.href, { person: client.person });
    expect(left.href).toBe(`${bye}?state=bye`);
    const again = await prepareSignIn({ prompt: 'none' });
    const silent = openid.buildAuthorizationUrl(configuration, again.parameters);
    const answer = await client.browser.walk(silent.href, { person: client.person });
    expect(answer.searchParams.get('error')).toBe('login_required');
  });

  it('signs in as a public client, by PKCE alone', async () => {
    const spa = await WebClient.create(
      project,
      { token_endpoint_auth_method: 'none' },
      client.person,
    );
    const publicConfiguration = await discover(spa, openid.None());
    const prepared = await prepareSignIn();
    const address = openid.buildAuthorizationUrl(publicConfiguration, prepared.parameters);
    const answer = await spa.browser.walk(address.href, { person: spa.person });
    const tokens = await openid.authorizationCodeGrant(
      publicConfiguration,
      answer,
      prepared.checks,
    );
    expect(tokens.claims()?.aud).toContain(spa.credentials.clientId);
  });

  it('authenticates by HTTP Basic too', async () => {
    const basic = await discover(client, openid.ClientSecretBasic(client.credentials.secret));
    const prepared = await prepareSignIn();
    const address = openid.buildAuthorizationUrl(basic, prepared.parameters);
    const answer = await client.browser.walk(address.href, { person: client.person });
    const tokens = await openid.authorizationCodeGrant(basic, answer, prepared.checks);
    expect(tokens.token_type).toBe('bearer');
  });
});
