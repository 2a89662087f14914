import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  jwtVerify,
  SignJWT,
} from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { sendHttp } from '../drivers/http-exchange.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { sendRaw, statusOf } from '../drivers/raw-connection.ts';
import { managementApi } from '../drivers/running-product.ts';

async function keysOf(project: ProjectApi): Promise<JSONWebKeySet> {
  const published = (await project.get('/.well-known/jwks.json')).json();
  return { keys: published['keys'] as JSONWebKeySet['keys'] };
}

describe('which project answers is decided by the path alone', () => {
  let a: ProjectApi;
  let b: ProjectApi;
  let jwtClient: ClientCredentials;

  beforeAll(async () => {
    const management = managementApi();
    [a, b] = await Promise.all([management.createProject(), management.createProject()]);
    jwtClient = await a.createClient({ access_token_strategy: 'jwt' });
  });

  it('attack 68: no header moves a request to another project or changes an issuer', async () => {
    const slug = b.address.slug;
    for (const headers of [
      { host: `${slug}.projects.localhost` },
      { host: `${slug}.example.com` },
      { 'x-forwarded-host': `${slug}.projects.localhost` },
      { 'x-forwarded-prefix': `/p/${slug}` },
      { 'x-original-url': `/p/${slug}/.well-known/openid-configuration` },
      { 'x-rewrite-url': `/p/${slug}/.well-known/openid-configuration` },
      { forwarded: `for=1.2.3.4;host=${slug}.projects.localhost;proto=https` },
      { 'x-gatehouse-project': b.address.id },
      { 'x-project-id': b.address.id },
    ]) {
      const answer = await a.get('/.well-known/openid-configuration', headers);
      expect([200, 400, 404, 421], JSON.stringify(headers)).toContain(answer.status);
      expect(answer.text).not.toContain(b.address.slug);
      if (answer.status === 200) expect(answer.json()['issuer']).toBe(a.address.url);
    }
  });

  it('attack 68: an absolute request target does not choose a project or an issuer', async () => {
    const path = `${a.basePath}/.well-known/openid-configuration`;
    const answer = await sendRaw(a.origin, [
      `GET http://evil.example.com${path} HTTP/1.1\r\nhost: evil.example.com\r\nconnection: close\r\n\r\n`,
    ]);
    expect([200, 400, 404, 421]).toContain(statusOf(answer));
    expect(answer).not.toContain('evil.example.com');
  });

  it('attack 68: two Host headers are refused', async () => {
    const answer = await sendRaw(a.origin, [
      `GET ${a.basePath}/.well-known/jwks.json HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n`,
    ]);
    expect(statusOf(answer)).toBe(400);
  });

  it('attack 68: an unknown or changed slug never falls back to some project', async () => {
    const slug = a.address.slug;
    for (const path of [
      '/p//.well-known/jwks.json',
      '/p/.well-known/jwks.json',
      '/p/unknown/.well-known/jwks.json',
      `/p/${slug.toUpperCase()}/.well-known/jwks.json`,
      `/p/${slug}x/.well-known/jwks.json`,
      `/p/${slug.slice(0, -1)}/.well-known/jwks.json`,
      `/p/${a.address.id}/.well-known/jwks.json`,
      '/.well-known/jwks.json',
    ]) {
      const answer = await sendHttp({ origin: a.origin, path });
      expect(answer.status, path).toBe(404);
      expect(answer.text).not.toContain('"keys"');
    }
  });

  it('attack 68: a project that does not exist answers alike on every path and to every key', async () => {
    for (const path of ['/oauth2/token', '/admin/clients', '/.well-known/openid-configuration']) {
      const method = path === '/oauth2/token' ? 'POST' : 'GET';
      const answer = await sendHttp({
        origin: a.origin,
        path: `/p/unknown${path}`,
        method,
        headers: { authorization: `Bearer ${a.address.key}` },
      });
      expect(answer.status, path).toBe(404);
    }
  });

  it('attack 69: a JWT of A is no token at B, and the keys of A cannot be found at B', async () => {
    const token = await a.issueToken(jwtClient);
    const [keysOfA, keysOfB] = await Promise.all([keysOf(a), keysOf(b)]);
    await jwtVerify(token, createLocalJWKSet(keysOfA));
    await expect(jwtVerify(token, createLocalJWKSet(keysOfB))).rejects.toThrow();
    const idsOfA = new Set(keysOfA.keys.map((key) => key.kid));
    const sharedIds = keysOfB.keys.filter((key) => idsOfA.has(key.kid));
    const sharedMaterial = keysOfB.keys.filter((ofB) =>
      keysOfA.keys.some((ofA) => (ofA.n ?? ofA.x) === (ofB.n ?? ofB.x)),
    );
    expect([...sharedIds, ...sharedMaterial]).toEqual([]);
    expect(await b.isActive(token)).toBe(false);
  });

  it('attack 69: a JWT signed by somebody else in the name of B is inactive, whatever its header says', async () => {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const [key] = (await keysOf(b)).keys;
    const now = Math.floor(Date.now() / 1_000);
    const claims = {
      iss: b.address.url,
      sub: 'x',
      aud: [b.address.url],
      client_id: 'x',
      scope: '',
      iat: now,
      exp: now + 600,
      jti: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    };
    const jwk = await exportJWK(publicKey);
    for (const header of [
      { kid: String(key?.kid) },
      { kid: 'unknown' },
      { kid: '../../etc/passwd' },
      { kid: String(key?.kid), jku: 'http://127.0.0.1:9/jwks.json' },
      { kid: String(key?.kid), jwk },
    ]) {
      const forged = await new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', ...header })
        .sign(privateKey);
      expect(await b.isActive(forged), JSON.stringify(header)).toBe(false);
    }
  });

  it('attack 69: the public key of B is no secret to sign with (HS256)', async () => {
    const [key] = (await keysOf(b)).keys;
    const secrets = [JSON.stringify(key), String(key?.n ?? key?.x)].map((text) =>
      Buffer.from(text),
    );
    const now = Math.floor(Date.now() / 1_000);
    for (const secret of secrets) {
      const forged = await new SignJWT({ iss: b.address.url, iat: now, exp: now + 600 })
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', kid: String(key?.kid) })
        .sign(secret);
      expect(await b.isActive(forged)).toBe(false);
    }
  });
});
