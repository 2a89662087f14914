import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  askForCredential,
  CredentialHolder,
  credentialScope,
} from '../drivers/credential-holder.ts';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebClient } from '../drivers/web-client.ts';

describe('verifiable credentials', () => {
  let project: ProjectApi;
  let web: WebClient;
  let tokens: HttpAnswer;
  let accessToken: string;
  let nonce: string;

  beforeAll(async () => {
    project = await managementApi().createProject();
    web = await WebClient.create(project, { scope: `openid email ${credentialScope}` });
    tokens = await web.obtainTokens({ scope: `openid email ${credentialScope}` });
    accessToken = tokens.stringAt('access_token');
    nonce = tokens.stringAt('c_nonce_draft_00');
  });

  it('USERINFOVC-3-1 comes with a nonce where an access token may ask for one, and only there', async () => {
    expect(tokens.json()['c_nonce_expires_in_draft_00']).toBe(3600);
    const others = await web.obtainTokens({ scope: 'openid' });
    expect(others.json()).not.toHaveProperty('c_nonce_draft_00');
  });

  it.each(['ES256', 'RS256', 'PS256', 'EdDSA'])(
    'USERINFOVC-4-1 says what userinfo says, about whoever holds the key: %s',
    async (alg) => {
      const holder = await CredentialHolder.create(alg);
      const answer = await askForCredential(project, accessToken, {
        proof: await holder.prove(project, { nonce }),
      });
      expect(answer.status).toBe(200);
      expect(answer.json()['format']).toBe('jwt_vc_json');
      const keys = createRemoteJWKSet(new URL(`${project.address.url}/.well-known/jwks.json`));
      const { payload } = await jwtVerify(answer.stringAt('credential_draft_00'), keys, {
        issuer: project.address.url,
        typ: 'JWT',
      });
      const userinfo = (await web.userinfo(accessToken)).json();
      expect(payload['vc']).toMatchObject({
        type: ['VerifiableCredential', 'UserInfoCredential'],
        credentialSubject: { ...userinfo, id: payload.sub },
      });
      const [, , encoded = ''] = String(payload.sub).split(':');
      expect(JSON.parse(Buffer.from(encoded, 'base64url').toString())).toEqual(holder.jwk);
    },
  );

  it('USERINFOVC-4-2 answers a request without proof with another nonce, which counts as well', async () => {
    const primed = await askForCredential(project, accessToken);
    expect(primed.status).toBe(400);
    expect(primed.json()).toMatchObject({ error: 'missing_proof', c_nonce_expires_in: 3600 });
    const holder = await CredentialHolder.create();
    const proof = await holder.prove(project, { nonce: primed.stringAt('c_nonce') });
    expect((await askForCredential(project, accessToken, { proof })).status).toBe(200);
  });

  it('USERINFOVC-4-3 refuses a proof for somebody else, of another type, or by another key', async () => {
    const [holder, other] = [await CredentialHolder.create(), await CredentialHolder.create()];
    const elsewhere = await web.obtainTokens({ scope: `openid ${credentialScope}` });
    const proofs = [
      await holder.prove(project, { nonce: 'nonsense' }),
      await holder.prove(project, { nonce: elsewhere.stringAt('c_nonce_draft_00') }),
      await holder.prove(project, {}),
      await holder.prove(project, { nonce, aud: 'https://other.example' }),
      await holder.prove(project, { nonce }, { typ: 'JWT' }),
      await holder.prove(project, { nonce }, { jwk: other.jwk }),
      await holder.prove(project, { nonce }, { jwk: { ...holder.jwk, d: 'AQAB' } }),
      await holder.prove(project, { nonce }, { jku: 'https://evil.example/keys' }),
      'no JWT',
    ];
    for (const proof of proofs) {
      const answer = await askForCredential(project, accessToken, { proof });
      expect(answer.status).toBe(400);
      expect(answer.json()['error']).toBe('invalid_request');
    }
  });

  it('USERINFOVC-4-4 gives no other format and no other type', async () => {
    const proof = await (await CredentialHolder.create()).prove(project, { nonce });
    for (const change of [
      { format: 'ldp_vc' },
      { types: ['VerifiableCredential'] },
      { types: 1 },
    ]) {
      const answer = await askForCredential(project, accessToken, { proof, change });
      expect(answer.json()['error']).toBe('invalid_request');
    }
  });

  it('USERINFOVC-4-5 is for live access tokens with the scope', async () => {
    const holder = await CredentialHolder.create();
    const without = (await web.obtainTokens({ scope: 'openid email' })).stringAt('access_token');
    expect((await askForCredential(project, without)).status).toBe(403);
    expect((await askForCredential(project, 'nonsense')).status).toBe(401);
    const ended = await web.obtainTokens({ scope: `openid ${credentialScope}` });
    const token = ended.stringAt('access_token');
    const proof = await holder.prove(project, { nonce: ended.stringAt('c_nonce_draft_00') });
    await project.revoke({ form: { token }, as: web.credentials });
    expect((await askForCredential(project, token, { proof })).status).toBe(401);
  });

  it('USERINFOVC-5-1 is no ID token and no access token', async () => {
    const holder = await CredentialHolder.create();
    const proof = await holder.prove(project, { nonce });
    const answer = await askForCredential(project, accessToken, { proof });
    const credential = answer.stringAt('credential_draft_00');
    expect(decodeJwt(credential)).not.toHaveProperty('aud');
    expect((await web.userinfo(credential)).status).toBe(401);
    const silent = { scope: 'openid', prompt: 'none' };
    const hinted = await web.browser.get(
      `/oauth2/auth?${new URLSearchParams(web.request({ ...silent, id_token_hint: credential }))}`,
    );
    expect(String(hinted.headers.location)).toContain('error=invalid_request');
  });
});
