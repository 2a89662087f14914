import type { JsonWebKey } from '@ory/client';
import { beforeAll, describe, expect, it } from 'vitest';
import { AssertionIssuer, exchangeAssertion, jwtBearer } from '../drivers/assertion-issuer.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { type ProjectSdk, refusalOf, sdkOf } from './sdk.ts';

describe('@ory/client, oAuth2: issuers of assertions', () => {
  let project: ProjectApi;
  let sdk: ProjectSdk;

  beforeAll(async () => {
    project = await managementApi().createProject();
    sdk = sdkOf(project);
  });

  /** Trusts somebody new about `ada`, through the SDK. */
  const trust = async () => {
    const issuer = await AssertionIssuer.create();
    const { kty = '', kid = '', alg = '', crv = '', x = '', y = '' } = issuer.jwk;
    const jwk: JsonWebKey = { kty, kid, alg, crv, x, y, use: 'sig' };
    const trustOAuth2JwtGrantIssuer = {
      issuer: issuer.name,
      subject: 'ada',
      scope: ['reports:read'],
      jwk,
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    };
    const answer = await sdk.oauth2.trustOAuth2JwtGrantIssuer({ trustOAuth2JwtGrantIssuer });
    return { issuer, trustOAuth2JwtGrantIssuer, answer, id: answer.data.id ?? '' };
  };

  it('SDK-trustOAuth2JwtGrantIssuer trusts an issuer, whose assertions are worth a token', async () => {
    const { issuer, answer, trustOAuth2JwtGrantIssuer } = await trust();
    expect(answer.status).toBe(201);
    expect(answer.data).toMatchObject({
      id: expect.any(String),
      issuer: issuer.name,
      subject: 'ada',
      allow_any_subject: false,
      scope: ['reports:read'],
      public_key: { set: issuer.name, kid: issuer.jwk.kid },
      created_at: expect.any(String),
      expires_at: trustOAuth2JwtGrantIssuer.expires_at,
    });
    const client = await project.createClient({ grant_types: [jwtBearer], scope: 'reports:read' });
    const assertion = await issuer.sign(project);
    const form = { assertion, scope: 'reports:read' };
    expect((await exchangeAssertion(project, client, form)).status).toBe(200);
    const again = sdk.oauth2.trustOAuth2JwtGrantIssuer({ trustOAuth2JwtGrantIssuer });
    expect(await refusalOf(again)).toBe(409);
  });

  it('SDK-listTrustedOAuth2JwtGrantIssuers lists issuers by name and pages', async () => {
    const { issuer, id } = await trust();
    await trust();
    const named = await sdk.oauth2.listTrustedOAuth2JwtGrantIssuers({ issuer: issuer.name });
    expect(named.data).toEqual([expect.objectContaining({ id })]);
    const first = await sdk.oauth2.listTrustedOAuth2JwtGrantIssuers({ pageSize: 1 });
    expect(first.data).toHaveLength(1);
    const pageToken = /page_token=([^&>]+)>; rel="next"/.exec(String(first.headers['link']))?.[1];
    const second = await sdk.oauth2.listTrustedOAuth2JwtGrantIssuers({
      pageSize: 1,
      pageToken: decodeURIComponent(pageToken ?? ''),
    });
    expect(second.data[0]?.id).not.toBe(first.data[0]?.id);
  });

  it('SDK-getTrustedOAuth2JwtGrantIssuer reads an issuer', async () => {
    const { issuer, id } = await trust();
    const { data } = await sdk.oauth2.getTrustedOAuth2JwtGrantIssuer({ id });
    expect(data).toMatchObject({ id, issuer: issuer.name });
    expect(await refusalOf(sdk.oauth2.getTrustedOAuth2JwtGrantIssuer({ id: 'nobody' }))).toBe(404);
  });

  it('SDK-deleteTrustedOAuth2JwtGrantIssuer ends the trust', async () => {
    const { id } = await trust();
    expect((await sdk.oauth2.deleteTrustedOAuth2JwtGrantIssuer({ id })).status).toBe(204);
    expect(await refusalOf(sdk.oauth2.getTrustedOAuth2JwtGrantIssuer({ id }))).toBe(404);
  });
});
