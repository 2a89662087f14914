import { beforeAll, describe, expect, it } from 'vitest';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

const algorithms = ['RS256', 'ES256', 'PS256', 'EdDSA'] as const;
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

async function publishedKeys(project: ProjectApi): Promise<Record<string, unknown>[]> {
  const answer = await project.get('/.well-known/jwks.json');
  expect(answer.status).toBe(200);
  return answer.json()['keys'] as Record<string, unknown>[];
}

describe('RFC 7517, the published key set', () => {
  let project: ProjectApi;

  beforeAll(async () => {
    project = await managementApi().createProject();
    // A JWT of each algorithm makes the project hold a key of each.
    for (const algorithm of algorithms) {
      await managementApi().patchProject(project.address.id, [
        { op: 'add', path: '/services/oauth2/config/signing', value: { algorithm } },
      ]);
      const client = await project.createClient({ access_token_strategy: 'jwt' });
      await project.issueToken(client);
    }
  });

  it('RFC7517-5.1-1 the set is JSON with a member "keys"', async () => {
    const answer = await project.get('/.well-known/jwks.json');
    expect(answer.headers['content-type']).toMatch(/^application\/(jwk-set\+)?json/);
    expect(Array.isArray(answer.json()['keys'])).toBe(true);
  });

  it('RFC7517-4.1-1 every key has a type, and says what it is for and how it signs', async () => {
    for (const key of await publishedKeys(project)) {
      expect(['RSA', 'EC', 'OKP']).toContain(key['kty']);
      expect(key['use']).toBe('sig');
      expect(algorithms).toContain(key['alg']);
    }
  });

  it('RFC7517-4.5-1 key ids are there and distinct', async () => {
    const ids = (await publishedKeys(project)).map((key) => key['kid']);
    for (const id of ids) expect(id).toMatch(/^\S+$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('RFC7517-9.2-1 no private member is ever published', async () => {
    for (const key of await publishedKeys(project)) {
      for (const member of privateMembers) expect(key).not.toHaveProperty(member);
    }
  });

  it('RFC7518-3.3-1 RSA keys have at least 2048 bits and a sound exponent', async () => {
    const keys = (await publishedKeys(project)).filter((key) => key['kty'] === 'RSA');
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      const modulus = Buffer.from(String(key['n']), 'base64url');
      expect(modulus.byteLength).toBeGreaterThanOrEqual(256);
      expect(key['e']).toBe('AQAB');
    }
  });

  it('RFC7518-6.2-1 EC keys are on P-256 with coordinates of full length', async () => {
    const keys = (await publishedKeys(project)).filter((key) => key['kty'] === 'EC');
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      expect(key['crv']).toBe('P-256');
      expect(Buffer.from(String(key['x']), 'base64url')).toHaveLength(32);
      expect(Buffer.from(String(key['y']), 'base64url')).toHaveLength(32);
    }
  });

  it('RFC8037-2-1 Ed25519 keys are octet key pairs', async () => {
    const keys = (await publishedKeys(project)).filter((key) => key['alg'] === 'EdDSA');
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519' });
      expect(Buffer.from(String(key['x']), 'base64url')).toHaveLength(32);
    }
  });

  it('RFC7517-5-1 the set is public, and caches keep it for a bounded time', async () => {
    const answer = await project.get('/.well-known/jwks.json');
    const maxAge = /max-age=(\d+)/.exec(answer.headers['cache-control'] ?? '')?.[1];
    expect(Number(maxAge)).toBeGreaterThan(0);
    expect(Number(maxAge)).toBeLessThanOrEqual(3_600);
  });
});
