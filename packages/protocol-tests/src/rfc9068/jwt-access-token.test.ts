import { createLocalJWKSet, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

const algorithms = ['RS256', 'ES256', 'PS256', 'EdDSA'] as const;

async function verify(project: ProjectApi, token: string, algorithm: string) {
  const published = (await project.get('/.well-known/jwks.json')).json();
  const keys = published['keys'] as JSONWebKeySet['keys'];
  return jwtVerify(token, createLocalJWKSet({ keys }), {
    issuer: project.address.url,
    typ: 'at+jwt',
    algorithms: [algorithm],
  });
}

describe('RFC 9068, JWT access tokens', () => {
  let project: ProjectApi;

  beforeAll(async () => {
    project = await managementApi().createProject();
  });

  it('RFC9068-1-1 access tokens are sealed by default: nobody but the issuer reads them', async () => {
    const client = await project.createClient();
    const token = await project.issueToken(client);
    expect(token).toMatch(/^gh_at_[A-Za-z0-9_-]+$/);
    expect(token.split('.')).toHaveLength(1);
    const opened = Buffer.from(token.slice('gh_at_'.length), 'base64url').toString('latin1');
    expect(opened).not.toContain(client.clientId);
    expect(opened).not.toContain(project.address.id);
  });

  it('RFC9068-1-2 one client may have JWTs while its project has sealed tokens', async () => {
    const client = await project.createClient({ access_token_strategy: 'jwt' });
    const { payload } = await verify(project, await project.issueToken(client), 'RS256');
    expect(payload['client_id']).toBe(client.clientId);
  });

  it('RFC9068-1-3 one client may have sealed tokens while its project has JWTs', async () => {
    const jwtProject = await managementApi().createProject();
    await managementApi().patchProject(jwtProject.address.id, [
      { op: 'add', path: '/services/oauth2/config/strategies', value: { access_token: 'jwt' } },
    ]);
    const byProject = await jwtProject.createClient();
    const byClient = await jwtProject.createClient({ access_token_strategy: 'opaque' });
    const { payload } = await verify(jwtProject, await jwtProject.issueToken(byProject), 'RS256');
    expect(payload['client_id']).toBe(byProject.clientId);
    expect(await jwtProject.issueToken(byClient)).toMatch(/^gh_at_/);
  });

  it.each(algorithms)(
    'RFC9068-2.1-1 a JWT is typed at+jwt and signed with %s by a published key',
    async (algorithm) => {
      const owner = await managementApi().createProject();
      await managementApi().patchProject(owner.address.id, [
        { op: 'add', path: '/services/oauth2/config/signing', value: { algorithm } },
      ]);
      const client = await owner.createClient({ access_token_strategy: 'jwt' });
      const token = await owner.issueToken(client);
      const { protectedHeader } = await verify(owner, token, algorithm);
      expect(protectedHeader).toEqual({ alg: algorithm, typ: 'at+jwt', kid: protectedHeader.kid });
      expect(await owner.isActive(token)).toBe(true);
    },
  );

  it('RFC9068-2.2-1 every required claim is there', async () => {
    const client = await project.createClient({
      access_token_strategy: 'jwt',
      scope: 'read write',
      audience: ['https://api.example.com', 'https://other.example.com'],
    });
    const token = await project.issueToken(client, {
      scope: 'read',
      audience: 'https://api.example.com',
    });
    const { payload } = await verify(project, token, 'RS256');
    expect(payload).toMatchObject({
      iss: project.address.url,
      sub: client.clientId,
      aud: ['https://api.example.com'],
      client_id: client.clientId,
      scope: 'read',
      exp: Number(payload.iat) + 3_600,
    });
    expect(payload.jti).toMatch(/^\S{20,}$/);
  });

  it('RFC9068-2.2-2 no two JWTs share an id', async () => {
    const client = await project.createClient({ access_token_strategy: 'jwt' });
    const tokens = await Promise.all(Array.from({ length: 10 }, () => project.issueToken(client)));
    const ids = await Promise.all(
      tokens.map(async (token) => (await verify(project, token, 'RS256')).payload.jti),
    );
    expect(new Set(ids).size).toBe(tokens.length);
  });

  it('RFC9068-3-1 without a requested audience the token names one all the same: the issuer', async () => {
    const client = await project.createClient({ access_token_strategy: 'jwt' });
    const { payload } = await verify(project, await project.issueToken(client), 'RS256');
    expect(payload.aud).toEqual([project.address.url]);
  });

  it('RFC9068-3-2 an audience that the client may not have is refused', async () => {
    const client = await project.createClient({ audience: ['https://api.example.com'] });
    const answer = await project.token({
      as: client,
      form: { grant_type: 'client_credentials', audience: 'https://evil.example.com' },
    });
    expect(answer.status).toBe(400);
    expect(answer.json()).not.toHaveProperty('access_token');
  });

  it('RFC9068-2.1-2 a JWT with the algorithm none, or another type, is inactive', async () => {
    const client = await project.createClient({ access_token_strategy: 'jwt' });
    const token = await project.issueToken(client);
    const [, payload = '', signature = ''] = token.split('.');
    const header = decodeProtectedHeader(token);
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forgeries = [
      `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
      `${encode({ ...header, alg: 'none' })}.${payload}.${signature}`,
      `${encode({ ...header, typ: 'JWT' })}.${payload}.${signature}`,
      `${encode({ ...header, alg: 'HS256' })}.${payload}.${signature}`,
    ];
    for (const forgery of forgeries) expect(await project.isActive(forgery)).toBe(false);
    expect(await project.isActive(token)).toBe(true);
  });
});
