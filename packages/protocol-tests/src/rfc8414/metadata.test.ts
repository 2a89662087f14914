import { beforeAll, describe, expect, it } from 'vitest';
import { sendHttp } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

describe('RFC 8414, authorization server metadata', () => {
  let project: ProjectApi;
  let metadata: Record<string, unknown>;

  beforeAll(async () => {
    project = await managementApi().createProject();
    metadata = (await project.get('/.well-known/oauth-authorization-server')).json();
  });

  it('RFC8414-2-1 the issuer is the address of the project, without query or fragment', () => {
    const issuer = String(metadata['issuer']);
    expect(issuer).toBe(project.address.url);
    expect(new URL(issuer).search + new URL(issuer).hash).toBe('');
  });

  it('RFC8414-2-2 the required members are there', () => {
    expect(metadata['token_endpoint']).toBe(`${project.address.url}/oauth2/token`);
    expect(metadata['jwks_uri']).toBe(`${project.address.url}/.well-known/jwks.json`);
    expect(Array.isArray(metadata['response_types_supported'])).toBe(true);
  });

  it('RFC8414-2-3 what is listed is what works: grant types and authentication methods', async () => {
    expect(metadata['grant_types_supported']).toContain('client_credentials');
    expect(metadata['grant_types_supported']).not.toContain('password');
    expect(metadata['token_endpoint_auth_methods_supported']).toEqual(
      expect.arrayContaining(['client_secret_basic', 'client_secret_post']),
    );
    const client = await project.createClient();
    for (const grantType of metadata['grant_types_supported'] as string[]) {
      const answer = await project.token({ as: client, form: { grant_type: grantType } });
      expect(answer.json()['error'], grantType).not.toBe('unsupported_grant_type');
    }
  });

  it('RFC8414-2-4 every endpoint that is listed exists', async () => {
    const endpoints = Object.entries(metadata).filter(
      ([name]) => name.endsWith('_endpoint') || name === 'jwks_uri',
    );
    expect(endpoints.length).toBeGreaterThanOrEqual(4);
    for (const [name, url] of endpoints) {
      const { origin, pathname } = new URL(String(url));
      const answer = await sendHttp({ origin, path: pathname, method: 'GET' });
      expect(answer.status, name).not.toBe(404);
      expect(answer.status, name).toBeLessThan(500);
    }
  });

  it('RFC8414-2-5 introspection and revocation list how a client authenticates there', () => {
    for (const endpoint of ['introspection', 'revocation']) {
      expect(metadata[`${endpoint}_endpoint_auth_methods_supported`]).toEqual(
        expect.arrayContaining(['client_secret_basic', 'client_secret_post']),
      );
    }
  });

  it('RFC8414-2-6 a grant type that begins at the authorization endpoint comes with that endpoint', () => {
    expect(metadata['grant_types_supported']).toContain('authorization_code');
    expect(metadata['authorization_endpoint']).toBe(`${project.address.url}/oauth2/auth`);
    expect(metadata['response_types_supported']).toEqual(['code']);
    expect(metadata['code_challenge_methods_supported']).toEqual(['S256']);
  });

  it('RFC8414-3-1 the document is also at the address with the well-known part before the path', async () => {
    const inserted = await sendHttp({
      origin: project.origin,
      path: `/.well-known/oauth-authorization-server${project.basePath}`,
    });
    expect(inserted.status).toBe(200);
    expect(inserted.json()).toEqual(metadata);
  });

  it('RFC8414-3.1-1 the document is read by GET', async () => {
    const answer = await sendHttp({
      origin: project.origin,
      path: `${project.basePath}/.well-known/oauth-authorization-server`,
      method: 'POST',
    });
    expect([404, 405]).toContain(answer.status);
  });

  it('RFC8414-3.2-1 the answer is 200 and JSON', async () => {
    const answer = await project.get('/.well-known/oauth-authorization-server');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
  });

  it('RFC8414-3.2-2 members without an element are left out', () => {
    for (const [name, value] of Object.entries(metadata)) {
      if (Array.isArray(value)) expect(value.length, name).toBeGreaterThan(0);
      expect(value, name).not.toBeNull();
    }
  });

  it('RFC8414-3.3-1 the issuer never follows the Host header', async () => {
    for (const headers of [
      { host: 'evil.example.com' },
      { 'x-forwarded-host': 'evil.example.com' },
      { forwarded: 'host=evil.example.com' },
    ]) {
      const answer = await project.get('/.well-known/oauth-authorization-server', headers);
      expect(answer.text).not.toContain('evil.example.com');
      if (answer.status === 200) expect(answer.json()['issuer']).toBe(project.address.url);
    }
  });

  it('RFC8414-3-2 a project that does not exist has no document, in either form', async () => {
    for (const path of [
      '/p/no-such-project-here/.well-known/oauth-authorization-server',
      '/.well-known/oauth-authorization-server/p/no-such-project-here',
      '/.well-known/oauth-authorization-server',
      '/.well-known/openid-configuration',
      `/.well-known/oauth-authorization-server${project.basePath}/more`,
    ]) {
      const answer = await sendHttp({ origin: project.origin, path });
      expect(answer.status, path).toBe(404);
    }
  });
});
