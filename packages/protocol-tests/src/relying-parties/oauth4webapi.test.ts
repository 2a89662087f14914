// oauth4webapi, as it comes from the registry, against projects of every signing algorithm.

import * as oauth from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { managementApi } from '../drivers/running-product.ts';
import { callback, WebClient } from '../drivers/web-client.ts';

const insecure = { [oauth.allowInsecureRequests]: true };

async function discover(issuer: string): Promise<oauth.AuthorizationServer> {
  const url = new URL(issuer);
  return oauth.processDiscoveryResponse(
    url,
    await oauth.discoveryRequest(url, { ...insecure, algorithm: 'oidc' }),
  );
}

/** One sign-in, every answer checked by the library, the ID token's signature too. */
async function signIn(web: WebClient, algorithm: string) {
  const server = await discover(web.project.address.url);
  const client = {
    client_id: web.credentials.clientId,
    id_token_signed_response_alg: algorithm,
  };
  const authentication = oauth.ClientSecretBasic(web.credentials.secret);
  const verifier = oauth.generateRandomCodeVerifier();
  const state = oauth.generateRandomState();
  const nonce = oauth.generateRandomNonce();
  const address = new URL(server.authorization_endpoint ?? '');
  address.search = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: callback,
    response_type: 'code',
    scope: 'openid offline_access email',
    state,
    nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    max_age: '900',
  }).toString();
  const answer = await web.browser.walk(address.href, { person: web.person });
  const parameters = oauth.validateAuthResponse(server, client, answer, state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    parameters,
    callback,
    verifier,
    insecure,
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: nonce,
    maxAge: 900,
    requireIdToken: true,
  });
  await oauth.validateApplicationLevelSignature(server, response, insecure);
  return { server, client, authentication, tokens };
}

describe('oauth4webapi as a relying party', () => {
  it.each(['RS256', 'ES256', 'PS256', 'EdDSA'])(
    'accepts an ID token that is signed by %s, and a refreshed one',
    async (algorithm) => {
      const project = await managementApi().createProject();
      await managementApi().patchProject(project.address.id, [
        { op: 'add', path: '/services/oauth2/config/signing', value: { algorithm } },
      ]);
      const web = await WebClient.create(project);
      const { server, client, authentication, tokens } = await signIn(
        web,
        algorithm === 'EdDSA' ? 'Ed25519' : algorithm,
      ).catch((error: unknown) => {
        if (algorithm === 'EdDSA') return signIn(web, 'EdDSA');
        throw error;
      });
      const claims = oauth.getValidatedIdTokenClaims(tokens);
      const userinfo = await oauth.processUserInfoResponse(
        server,
        client,
        claims?.sub ?? '',
        await oauth.userInfoRequest(server, client, tokens.access_token, insecure),
      );
      expect(userinfo.email).toBe(web.person.email);
      const response = await oauth.refreshTokenGrantRequest(
        server,
        client,
        authentication,
        tokens.refresh_token ?? '',
        insecure,
      );
      const refreshed = await oauth.processRefreshTokenResponse(server, client, response);
      await oauth.validateApplicationLevelSignature(server, response, insecure);
      expect(oauth.getValidatedIdTokenClaims(refreshed)?.sub).toBe(claims?.sub);
    },
  );
});
