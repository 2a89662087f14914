import { beforeAll, describe, expect, it } from 'vitest';
import type { HttpAnswer } from '../drivers/http-exchange.ts';
import type { ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

const issuerSets = ['hydra.openid.id-token', 'hydra.jwt.access-token'];
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'];
const ed25519 = {
  kty: 'OKP',
  crv: 'Ed25519',
  use: 'sig',
  alg: 'EdDSA',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};

function keysIn(answer: HttpAnswer): Record<string, unknown>[] {
  return answer.json()['keys'] as Record<string, unknown>[];
}

describe("Ory's administration of key sets", () => {
  let project: ProjectApi;

  beforeAll(async () => {
    project = await managementApi().createProject();
  });

  it.each(['RS256', 'ES256', 'PS256', 'EdDSA'])(
    'ORY-createJsonWebKeySet-1 a set with a key for %s is created and can be read',
    async (alg) => {
      const set = `set-${alg}`;
      const created = await project.admin(`/keys/${set}`, {
        method: 'POST',
        json: { alg, kid: `kid-${alg}`, use: 'sig' },
      });
      expect(created.status).toBe(201);
      expect(keysIn(created)[0]).toMatchObject({ alg, kid: `kid-${alg}`, use: 'sig' });
      const read = await project.admin(`/keys/${set}`);
      expect(keysIn(read)).toHaveLength(1);
      expect(keysIn(read)[0]?.['kty']).toMatch(/^(RSA|EC|OKP)$/);
    },
  );

  it('ORY-createJsonWebKeySet-2 an empty key id means "make one", as the CLI sends it', async () => {
    const created = await project.admin('/keys/unnamed', {
      method: 'POST',
      json: { alg: 'ES256', kid: '', use: 'sig' },
    });
    expect(created.status).toBe(201);
    expect(keysIn(created)[0]?.['kid']).toMatch(/^\S+$/);
  });

  it.each([{ alg: 'none' }, { alg: 'HS256' }, { alg: 'ES256', use: 'dance' }, {}, []])(
    'ORY-createJsonWebKeySet-3 what is no signing key is refused: %j',
    async (json) => {
      const answer = await project.admin('/keys/refused', { method: 'POST', json });
      expect(answer.status).toBe(400);
      expect(answer.json()['error']).toMatchObject({ code: 400 });
    },
  );

  it.each(issuerSets)(
    'ORY-getJsonWebKeySet-1 the issuer set %s shows no private member',
    async (set) => {
      const answer = await project.admin(`/keys/${set}`);
      expect(answer.status).toBe(200);
      expect(keysIn(answer).length).toBeGreaterThan(0);
      for (const key of keysIn(answer)) {
        for (const member of privateMembers) expect(key).not.toHaveProperty(member);
        const single = await project.admin(`/keys/${set}/${String(key['kid'])}`);
        expect(single.status).toBe(200);
        for (const member of privateMembers) expect(single.text).not.toContain(`"${member}":`);
      }
    },
  );

  it.each(issuerSets)(
    'ORY-setJsonWebKeySet-1 the issuer set %s cannot be replaced, extended with own keys, or deleted',
    async (set) => {
      const before = (await project.get('/.well-known/jwks.json')).text;
      const attempts = [
        await project.admin(`/keys/${set}`, {
          method: 'PUT',
          json: { keys: [{ ...ed25519, kid: 'mine' }] },
        }),
        await project.admin(`/keys/${set}/mine`, {
          method: 'PUT',
          json: { ...ed25519, kid: 'mine' },
        }),
        await project.admin(`/keys/${set}`, { method: 'DELETE' }),
      ];
      for (const answer of attempts) {
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
      }
      expect((await project.get('/.well-known/jwks.json')).text).toBe(before);
    },
  );

  it('ORY-createJsonWebKeySet-4 a new key in the issuer set is published before it signs', async () => {
    const own = await managementApi().createProject();
    const client = await own.createClient({ access_token_strategy: 'jwt' });
    const kidOf = (token: string) =>
      JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString())['kid'];
    const before = kidOf(await own.issueToken(client));
    const created = await own.admin('/keys/hydra.openid.id-token', {
      method: 'POST',
      json: { alg: 'RS256', kid: '', use: 'sig' },
    });
    expect(created.status).toBe(201);
    const published = keysIn(await own.get('/.well-known/jwks.json')).map((key) => key['kid']);
    expect(published).toContain(before);
    expect(published.length).toBeGreaterThanOrEqual(2);
    const token = await own.issueToken(client);
    expect(published).toContain(kidOf(token));
    expect(await own.isActive(token)).toBe(true);
  });

  it('ORY-setJsonWebKey-1 a public key is stored in a set of its own, read and deleted', async () => {
    const jwk = { ...ed25519, kid: 'partner' };
    const set = await project.admin('/keys/partners', { method: 'PUT', json: { keys: [jwk] } });
    expect(set.status).toBe(200);
    const read = await project.admin('/keys/partners/partner');
    expect(keysIn(read)[0]).toMatchObject(jwk);
    const replaced = await project.admin('/keys/partners/partner', { method: 'PUT', json: jwk });
    expect(replaced.status).toBe(200);
    const removed = await project.admin('/keys/partners/partner', { method: 'DELETE' });
    expect(removed.status).toBe(204);
    expect((await project.admin('/keys/partners/partner')).status).toBe(404);
  });

  it('ORY-deleteJsonWebKeySet-1 a set is deleted with its keys', async () => {
    await project.admin('/keys/short-lived', {
      method: 'POST',
      json: { alg: 'ES256', kid: 'k', use: 'sig' },
    });
    const deleted = await project.admin('/keys/short-lived', { method: 'DELETE' });
    expect(deleted.status).toBe(204);
    expect((await project.admin('/keys/short-lived')).status).toBe(404);
    expect((await project.admin('/keys/short-lived/k')).status).toBe(404);
  });

  it('ORY-getJsonWebKeySet-2 an unknown set is 404 in the form of Ory', async () => {
    const answer = await project.admin('/keys/nothing-here');
    expect(answer.status).toBe(404);
    expect(answer.json()['error']).toMatchObject({ code: 404, status: 'Not Found' });
  });

  it('ORY-discoverJsonWebKeys-1 keys of own sets are not published with those of the issuer', async () => {
    await project.admin('/keys/private-matter', {
      method: 'POST',
      json: { alg: 'ES256', kid: 'not-published', use: 'sig' },
    });
    expect((await project.get('/.well-known/jwks.json')).text).not.toContain('not-published');
  });
});
