import { beforeAll, describe, expect, it } from 'vitest';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

const dead = { active: false };

describe('introspection under attack', () => {
  let project: ProjectApi;
  let foreign: ProjectApi;
  let client: ClientCredentials;

  beforeAll(async () => {
    [project, foreign] = await Promise.all([
      managementApi().createProject(),
      managementApi().createProject(),
    ]);
    client = await project.createClient();
  });

  it('attack 60: without authentication the answer is 401 and says nothing of the token', async () => {
    const token = await project.issueToken(client);
    const answer = await project.introspect({ form: { token } });
    expect(answer.status).toBe(401);
    expect(answer.json()).toMatchObject({ error: 'invalid_client' });
    expect(answer.json()).not.toHaveProperty('active');
    const admin = await project.admin('/oauth2/introspect', { method: 'POST', key: null });
    expect(admin.status).toBe(401);
  });

  it.each(['opaque', 'jwt'])(
    'attack 60: a %s token of another project is inactive to client and administrator',
    async (strategy) => {
      const issuer = await foreign.createClient({ access_token_strategy: strategy });
      const token = await foreign.issueToken(issuer);
      expect(await foreign.isActive(token)).toBe(true);
      const byClient = await project.introspect({ as: client, form: { token } });
      const byAdmin = await project.adminIntrospect(token);
      expect(byClient.json()).toEqual(dead);
      expect(byAdmin.json()).toEqual(dead);
    },
  );

  it('attack 60: a caller that the token is not meant for gets inactive', async () => {
    const other = await project.createClient({ audience: ['https://api.example.com'] });
    const token = await project.issueToken(other, { audience: 'https://api.example.com' });
    const answer = await project.introspect({ as: client, form: { token } });
    expect(answer.json()).toEqual(dead);
    expect(await project.isActive(token)).toBe(true);
  });

  it('attack 60: a key or a client secret is not an access token', async () => {
    for (const token of [project.address.key, client.secret, client.clientId]) {
      expect((await project.adminIntrospect(token)).json()).toEqual(dead);
    }
  });

  it('attack 61: no prefix of a sealed token is alive, and nothing appended keeps it so', async () => {
    const token = await project.issueToken(client);
    const variants = [
      ...Array.from({ length: 24 }, (_, index) => token.slice(0, -1 - index)),
      token.slice(0, 20),
      token.slice(1),
      token.slice('gh_at_'.length),
      `${token}A`,
      `${token}=`,
      `${token}==`,
      `${token}.`,
      `${token}.${token}`,
      `${token} `,
      ` ${token}`,
      `${token}${token}`,
    ];
    for (const variant of variants) {
      expect((await project.adminIntrospect(variant)).json(), variant).toEqual(dead);
    }
    expect(await project.isActive(token)).toBe(true);
  });

  it('attack 61: a change of any single character kills a sealed token', async () => {
    const token = await project.issueToken(client);
    const positions = Array.from({ length: token.length }, (_, index) => index);
    const states = await Promise.all(
      positions.map((index) => project.isActive(replaceAt(token, index))),
    );
    expect(states).toEqual(positions.map(() => false));
    expect(await project.isActive(token)).toBe(true);
  });

  it('attack 61: another prefix, another case and another alphabet are inactive', async () => {
    const token = await project.issueToken(client);
    const body = token.slice('gh_at_'.length);
    const variants = [
      `gh_rt_${body}`,
      `gh_ac_${body}`,
      `ory_at_${body}`,
      `GH_AT_${body}`,
      `gh_at_${body.toLowerCase()}`,
      `gh_at_${body.toUpperCase()}`,
      `gh_at_${body.replaceAll('-', '+').replaceAll('_', '/')}+`,
      `gh_at_${encodeURIComponent(`${body}%`)}`,
      `gh_at_\u0410${body.slice(1)}`,
    ];
    for (const variant of variants.filter((text) => text !== token)) {
      expect((await project.adminIntrospect(variant)).json(), variant).toEqual(dead);
    }
  });

  it('attack 61: a JWT that is changed, cut or extended is inactive', async () => {
    const issuer = await project.createClient({ access_token_strategy: 'jwt' });
    const token = await project.issueToken(issuer);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const variants = [
      `${header}.${payload}`,
      `${header}.${payload}.`,
      `${header}.${payload}.${signature}.`,
      `${header}.${payload}.${signature}=`,
      `${header}.${payload}.${signature.slice(0, -4)}`,
      `${header}.${encode({ ...claims, exp: 9_999_999_999 })}.${signature}`,
      `${header}.${encode({ ...claims, scope: 'admin' })}.${signature}`,
      `.${payload}.${signature}`,
      `${header}..${signature}`,
      `${payload}.${header}.${signature}`,
    ];
    for (const variant of variants) {
      expect((await project.adminIntrospect(variant)).json(), variant).toEqual(dead);
    }
    expect(await project.isActive(token)).toBe(true);
  });
});

function replaceAt(text: string, index: number): string {
  const replacement = text[index] === 'A' ? 'B' : 'A';
  return text.slice(0, index) + replacement + text.slice(index + 1);
}
