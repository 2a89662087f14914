import { beforeAll, describe, expect, it } from 'vitest';
import { CredentialHolder, credentialScope, wanted } from '../drivers/credential-holder.ts';
import { bearer } from '../drivers/credentials.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebClient } from '../drivers/web-client.ts';
import { redirectShown, refusalOf, sdkOf, sdkOfUser } from './sdk.ts';

/** What OidcConfiguration of the OpenAPI document requires. */
const requiredMembers = [
  'authorization_endpoint',
  'device_authorization_endpoint',
  'id_token_signed_response_alg',
  'id_token_signing_alg_values_supported',
  'issuer',
  'jwks_uri',
  'response_types_supported',
  'subject_types_supported',
  'token_endpoint',
  'userinfo_signed_response_alg',
];

describe('@ory/client, oidc', () => {
  let project: ProjectApi;
  let web: WebClient;

  beforeAll(async () => {
    project = await managementApi().createProject();
    web = await WebClient.create(project);
  });

  it('SDK-discoverOidcConfiguration reads every member of what is offered', async () => {
    const { data } = await sdkOf(project).oidc.discoverOidcConfiguration();
    expect(data.issuer).toBe(project.address.url);
    expect(Object.keys(data)).toEqual(expect.arrayContaining(requiredMembers));
  });

  it('SDK-getOidcUserInfo tells about whoever signed in', async () => {
    const tokens = await web.obtainTokens({ scope: 'openid email' });
    const { data } = await sdkOfUser(project, tokens.stringAt('access_token')).getOidcUserInfo();
    expect(data).toMatchObject({ sub: expect.any(String), email: web.person.email });
    expect(await refusalOf(sdkOfUser(project, 'nonsense').getOidcUserInfo())).toBe(401);
  });

  it('SDK-revokeOidcSession leads a browser without a session out', async () => {
    const answer = await sdkOf(project).oidc.revokeOidcSession(redirectShown);
    expect(String(answer.headers['location'])).toContain(`${project.address.url}/`);
  });

  it('SDK-createVerifiableCredential attests who holds a key', async () => {
    const scope = `openid ${credentialScope}`;
    const own = await WebClient.create(project, { scope }, web.person);
    const tokens = await own.obtainTokens({ scope });
    // Ory's OpenAPI document names no credential here, so the SDK sends none by itself.
    const headers = { authorization: bearer(tokens.stringAt('access_token')) };
    const { oidc } = sdkOf(project);
    const holder = await CredentialHolder.create();
    const jwt = await holder.prove(project, { nonce: tokens.stringAt('c_nonce_draft_00') });
    const proof = { proof_type: 'jwt', jwt };
    const createVerifiableCredentialRequestBody = { ...wanted, proof };
    const { data } = await oidc.createVerifiableCredential(
      { createVerifiableCredentialRequestBody },
      { headers },
    );
    expect(data).toEqual({ format: 'jwt_vc_json', credential_draft_00: expect.any(String) });
    const { data: configuration } = await oidc.discoverOidcConfiguration();
    expect(configuration.credentials_endpoint_draft_00).toBe(`${project.address.url}/credentials`);
  });
});
