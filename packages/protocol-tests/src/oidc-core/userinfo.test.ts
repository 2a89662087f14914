import { beforeAll, describe, expect, it } from 'vitest';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebClient } from '../drivers/web-client.ts';

describe('OpenID Connect Core section 5.3, userinfo', () => {
  let project: ProjectApi;
  let client: WebClient;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await WebClient.create(project);
  });

  it('OIDC-5.3.1-1 userinfo takes the token by GET and by POST, in the header', async () => {
    const token = (await client.obtainTokens()).stringAt('access_token');
    const got = await client.userinfo(token);
    const posted = await project.postForm('/userinfo', {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(got.status).toBe(200);
    expect(posted.json()).toEqual(got.json());
    const inQuery = await project.get(`/userinfo?access_token=${token}`);
    expect(inQuery.status).toBe(401);
  });

  it('OIDC-5.3.2-1 userinfo says what the scope allows, of the subject of the ID token', async () => {
    const tokens = await client.obtainTokens({ scope: 'openid email' });
    const [, claims = ''] = tokens.stringAt('id_token').split('.');
    const { sub } = JSON.parse(Buffer.from(claims, 'base64url').toString());
    const answer = await client.userinfo(tokens.stringAt('access_token'));
    expect(answer.json()).toEqual({ sub, email: client.person.email, email_verified: false });
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
  });

  it('OIDC-5.3.3-1 without a token, with a dead one or without openid userinfo refuses as RFC 6750 says', async () => {
    const none = await project.get('/userinfo');
    expect(none.status).toBe(401);
    expect(none.headers['www-authenticate']).toBe('Bearer realm="gatehouse"');
    const dead = await client.userinfo('gh_at_dead');
    expect(dead.status).toBe(401);
    expect(dead.headers['www-authenticate']).toContain('error="invalid_token"');
    const plain = await client.obtainTokens({ scope: 'email' });
    const refused = await client.userinfo(plain.stringAt('access_token'));
    expect(refused.status).toBe(403);
    expect(refused.headers['www-authenticate']).toContain('error="insufficient_scope"');
  });

  it('OIDC-5.3.3-2 a token of client credentials is nobody', async () => {
    const machine = await project.createClient({ scope: 'read' });
    const answer = await client.userinfo(await project.issueToken(machine));
    expect(answer.status).toBe(403);
  });
});
