import { beforeAll, describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import { sendHttp } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';
import { WebClient } from '../drivers/web-client.ts';

const ofClient = 'https://spa.example';
const ofProject = 'https://portal.example';
const foreign = 'https://evil.example';
const protectedPaths = ['/oauth2/token', '/oauth2/revoke', '/userinfo'];

describe('cross-origin requests', () => {
  let project: ProjectApi;
  let client: WebClient;
  let other: WebClient;

  beforeAll(async () => {
    project = await managementApi().createProject();
    await managementApi().patchProject(project.address.id, [
      { op: 'replace', path: '/cors_public', value: { enabled: true, origins: [ofProject] } },
    ]);
    client = await WebClient.create(project, {
      token_endpoint_auth_method: 'none',
      allowed_cors_origins: [ofClient],
    });
    other = await WebClient.create(project, {}, client.person);
  });

  const preflight = (path: string, origin: string): Promise<HttpAnswer> =>
    sendHttp({
      origin: project.origin,
      path: `${project.basePath}${path}`,
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });

  const allowedOrigin = ({ headers }: HttpAnswer) => headers['access-control-allow-origin'];

  function expectNoCredentials(answer: HttpAnswer): void {
    expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
  }

  it.each(protectedPaths)(
    'attack 121: a preflight of %s is answered for registered origins only',
    async (path) => {
      for (const origin of [ofClient, ofProject]) {
        const answer = await preflight(path, origin);
        expect(answer.status).toBe(204);
        expect(allowedOrigin(answer)).toBe(origin);
        expect(answer.headers['access-control-allow-headers']).toContain('authorization');
        expect(answer.headers.vary).toContain('Origin');
        expectNoCredentials(answer);
      }
      for (const origin of [foreign, 'null', 'https://spa.example.evil.com', `${ofClient}:444`]) {
        expect(allowedOrigin(await preflight(path, origin))).toBeUndefined();
      }
    },
  );

  it('attack 121: tokens are readable for the origins of the client that asked, and of the project', async () => {
    const ask = (web: WebClient, origin: string) =>
      project.token({
        form: {
          grant_type: 'refresh_token',
          refresh_token: 'unknown',
          ...(web === client ? { client_id: web.credentials.clientId } : {}),
        },
        ...(web === client ? {} : { as: web.credentials }),
        headers: { origin },
      });
    expect(allowedOrigin(await ask(client, ofClient))).toBe(ofClient);
    expect(allowedOrigin(await ask(client, ofProject))).toBe(ofProject);
    expect(allowedOrigin(await ask(other, ofProject))).toBe(ofProject);
    for (const [web, origin] of [
      [other, ofClient],
      [client, foreign],
      [client, 'null'],
    ] as const) {
      const answer = await ask(web, origin);
      expect(allowedOrigin(answer)).toBeUndefined();
      expectNoCredentials(answer);
    }
  });

  it('attack 121: claims are readable for the origins of the client of the token', async () => {
    const token = (await client.obtainTokens()).stringAt('access_token');
    const ask = (origin: string) =>
      project.get('/userinfo', { authorization: `Bearer ${token}`, origin });
    expect(allowedOrigin(await ask(ofClient))).toBe(ofClient);
    for (const origin of [foreign, 'null']) {
      expect(allowedOrigin(await ask(origin))).toBeUndefined();
    }
  });

  it.each([
    '/.well-known/openid-configuration',
    '/.well-known/oauth-authorization-server',
    '/.well-known/jwks.json',
  ])('attack 121: %s is for anybody, without credentials', async (path) => {
    for (const answer of [
      await project.get(path, { origin: foreign }),
      await preflight(path, foreign),
    ]) {
      expect(allowedOrigin(answer)).toBe('*');
      expectNoCredentials(answer);
    }
  });

  it.each(['/oauth2/introspect', '/oauth2/auth', '/admin/clients', '/sessions/whoami'])(
    'attack 121: no other origin reads %s',
    async (path) => {
      for (const origin of [ofClient, ofProject, foreign]) {
        expect(allowedOrigin(await preflight(path, origin))).toBeUndefined();
        expect(allowedOrigin(await project.get(path, { origin }))).toBeUndefined();
      }
    },
  );
});
