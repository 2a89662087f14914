import { createHash } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebClient } from '../drivers/web-client.ts';

describe('OpenID Connect Core sections 2, 3.1.3 and 12, ID tokens', () => {
  let project: ProjectApi;
  let client: WebClient;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await WebClient.create(project);
  });

  async function verify(tokens: HttpAnswer) {
    const keys = await project.get('/.well-known/jwks.json');
    const keySet: JSONWebKeySet = JSON.parse(keys.text);
    return jwtVerify(tokens.stringAt('id_token'), createLocalJWKSet(keySet), {
      issuer: project.address.url,
      audience: client.credentials.clientId,
      typ: 'JWT',
    });
  }

  it('OIDC-2-1 an ID token names issuer, subject, audience, times, and who was authenticated how', async () => {
    const { payload } = await verify(await client.obtainTokens());
    const nowSeconds = Math.floor(Date.now() / 1000);
    expect(payload.sub).toMatch(/^[0-9a-f-]{36}$/);
    expect(Math.abs(nowSeconds - (payload.iat ?? 0))).toBeLessThan(30);
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
    expect(payload).toMatchObject({ amr: ['pwd'], auth_time: expect.any(Number) });
  });

  it('OIDC-3.1.3.6-1 at_hash is the left half of the hash of the access token', async () => {
    const tokens = await client.obtainTokens();
    const { payload } = await verify(tokens);
    const digest = createHash('sha256').update(tokens.stringAt('access_token')).digest();
    expect(payload['at_hash']).toBe(digest.subarray(0, 16).toString('base64url'));
  });

  it('OIDC-3.1.2.1-10 the nonce of the request stands in the ID token, and only there', async () => {
    const nonce = 'a nonce with spaces & signs';
    const tokens = await client.obtainTokens({ nonce });
    expect((await verify(tokens)).payload['nonce']).toBe(nonce);
    expect((await verify(await client.obtainTokens())).payload).not.toHaveProperty('nonce');
  });

  it('OIDC-3.1.3.3-1 without openid there is no ID token', async () => {
    const tokens = await client.obtainTokens({ scope: 'offline_access' });
    expect(tokens.json()).not.toHaveProperty('id_token');
  });

  it('OIDC-5.4-1 email and profile bring their claims, and nothing else does', async () => {
    const bare = (await verify(await client.obtainTokens({ scope: 'openid' }))).payload;
    expect(bare).not.toHaveProperty('email');
    expect(bare).not.toHaveProperty('name');
    const full = await client.obtainTokens({ scope: 'openid email profile' });
    expect((await verify(full)).payload).toMatchObject({
      email: client.person.email,
      email_verified: false,
      name: client.person.name,
    });
  });

  it('OIDC-12.2-1 a refreshed ID token has the same issuer, subject, audience and auth_time', async () => {
    const tokens = await client.obtainTokens({ nonce: 'once' });
    const before = (await verify(tokens)).payload;
    const after = (await verify(await client.refresh(tokens.stringAt('refresh_token')))).payload;
    for (const claim of ['iss', 'sub', 'aud', 'auth_time', 'sid']) {
      expect(after[claim]).toEqual(before[claim]);
    }
    expect(after).not.toHaveProperty('nonce');
  });
});
