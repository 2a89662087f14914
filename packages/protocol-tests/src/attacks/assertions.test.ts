import { randomUUID } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  AssertionIssuer,
  exchangeAssertion,
  jwtBearer,
  trustPath,
} from '../drivers/assertion-issuer.ts';
import type { ClientCredentials, ProjectApi } from '../drivers/project-api.ts';
import { managementApi } from '../drivers/running-product.ts';

describe('assertions under attack', () => {
  let project: ProjectApi;
  let client: ClientCredentials;
  let issuer: AssertionIssuer;

  beforeAll(async () => {
    project = await managementApi().createProject();
    client = await project.createClient({ grant_types: [jwtBearer], scope: 'reports:read' });
    issuer = await AssertionIssuer.create('RS256');
    await issuer.beTrusted(project);
  });

  const exchange = (assertion: string, at = project, as = client) =>
    exchangeAssertion(at, as, { assertion });

  /** Refused like every bad assertion: the answer does not tell why. */
  const expectRefused = async (assertion: string) => {
    const answer = await exchange(assertion);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({
      error: 'invalid_grant',
      error_description: 'The assertion is invalid, expired or was already used.',
    });
  };

  it('attack 45: an assertion is good once, however many bring it at the same moment', async () => {
    const assertion = await issuer.sign(project);
    const other = await project.createClient({ grant_types: [jwtBearer] });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => exchange(assertion, project, n % 2 ? client : other)),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 11 }, () => 400)]);
    await expectRefused(assertion);
    await expectRefused(await issuer.sign(project, { jti: 'the same' }).then(useOnce));
    const issued = answers.find(({ status }) => status === 200)?.stringAt('access_token') ?? '';
    expect(await project.isActive(issued)).toBe(true);
  });

  /** Uses the id once; another assertion with it is a replay. */
  const useOnce = async (assertion: string) => {
    expect((await exchange(assertion)).status).toBe(200);
    return issuer.sign(project, { jti: 'the same' });
  };

  it('attack 46: HS256 with the public key as its secret, and no signature at all, are refused', async () => {
    const { kid } = issuer.jwk;
    const claims = { iss: issuer.name, sub: 'ada', aud: project.address.url, jti: randomUUID() };
    const secrets = [JSON.stringify(issuer.jwk), issuer.jwk.n ?? ''];
    for (const secret of secrets) {
      const jwt = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', ...(kid && { kid }) });
      const times = jwt.setIssuedAt().setExpirationTime('2m');
      await expectRefused(await times.sign(new TextEncoder().encode(secret)));
    }
    const unsecured = new UnsecuredJWT(claims).setIssuedAt().setExpirationTime('2m');
    await expectRefused(unsecured.encode());
  });

  it('attack 44: assertions for others, and for others too, are refused', async () => {
    const elsewhere = await managementApi().createProject();
    const audiences = [
      elsewhere.address.url,
      'https://api.example.com',
      [project.address.url, 'https://api.example.com'],
      [],
      `${project.address.url}/`,
      '*',
    ];
    for (const aud of audiences) await expectRefused(await issuer.sign(project, { aud }));
  });

  it('attack 44: a key id that leads elsewhere, or a key in the header, is refused', async () => {
    const intruder = await AssertionIssuer.create('RS256');
    const asIssuer = { iss: issuer.name };
    await expectRefused(await intruder.sign(project, asIssuer, { kid: issuer.jwk.kid }));
    for (const header of [
      { kid: '../../etc/passwd' },
      { kid: issuer.jwk.kid, jwk: intruder.jwk },
      { kid: issuer.jwk.kid, jku: 'https://evil.example/keys' },
      { kid: issuer.jwk.kid, typ: 'at+jwt' },
    ]) {
      await expectRefused(await intruder.sign(project, asIssuer, header));
      await expectRefused(await issuer.sign(project, {}, header));
    }
  });

  it('attack 66: what one project trusts is worth nothing in another', async () => {
    const elsewhere = await managementApi().createProject();
    const theirs = await elsewhere.createClient({ grant_types: [jwtBearer] });
    const answer = await exchange(await issuer.sign(elsewhere), elsewhere, theirs);
    expect(answer.json()['error']).toBe('invalid_grant');
  });

  it('attack 82: a trust takes no private key, no weak one, and none without an algorithm', async () => {
    const trust = issuer.trust({ subject: 'other' });
    const { n: _, ...withoutModulus } = issuer.jwk;
    const { alg: __, ...withoutAlgorithm } = issuer.jwk;
    for (const jwk of [
      { ...issuer.jwk, d: 'AQAB' },
      { kty: 'oct', k: 'c2VjcmV0', alg: 'HS256', kid: 'a', use: 'sig' },
      { ...issuer.jwk, n: 'AQAB' },
      { ...issuer.jwk, alg: 'none' },
      withoutModulus,
      withoutAlgorithm,
      undefined,
    ]) {
      const answer = await project.admin(trustPath, { method: 'POST', json: { ...trust, jwk } });
      expect(answer.status).toBe(400);
    }
  });

  it('attack 71: whom a project trusts is for keys that name it', async () => {
    const key = await managementApi().createProjectKey(project.address.id, {
      scopes: ['clients:read', 'clients:write', 'jwks:write'],
    });
    const json = issuer.trust({ subject: 'root' });
    expect((await project.admin(trustPath, { key, method: 'POST', json })).status).toBe(403);
    expect((await project.admin(trustPath, { key })).status).toBe(403);
  });
});
