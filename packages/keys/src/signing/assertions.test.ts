import type { PublicJwk } from '@gatehouse/protocol';
import { CompactSign, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { assertions } from './assertions.ts';

const claims = { iss: 'https://issuer.example', sub: 'ada', jti: 'one' };

describe('assertions of others', () => {
  let key: PublicJwk;
  let privateKey: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

  beforeAll(async () => {
    const pair = await generateKeyPair('RS256', { extractable: true });
    privateKey = pair.privateKey;
    key = { ...(await exportJWK(pair.publicKey)), kty: 'RSA', kid: 'k1', alg: 'RS256' };
  });

  const sign = (header: Record<string, unknown> = {}, payload: object = claims) =>
    new SignJWT({ ...payload }).setProtectedHeader({ alg: 'RS256', ...header }).sign(privateKey);

  test('one that the key signed is read and proven', async () => {
    const jwt = await sign({ kid: 'k1', typ: 'JWT' });
    expect(assertions.read(jwt)).toEqual({ issuer: claims.iss, subject: 'ada', keyId: 'k1' });
    expect(await assertions.verify(jwt, key)).toEqual(claims);
  });

  test('attack 46: a key is good for its own algorithm alone', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(key));
    const confused = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret);
    expect(await assertions.verify(confused, key)).toBeUndefined();
    const unsecured = new UnsecuredJWT(claims).encode();
    expect(await assertions.verify(unsecured, key)).toBeUndefined();
    const jwt = await sign();
    for (const alg of ['PS256', 'RS512', 'HS256', 'none', undefined]) {
      const { alg: _, ...bare } = key;
      expect(
        await assertions.verify(jwt, alg === undefined ? bare : { ...key, alg }),
      ).toBeUndefined();
    }
  });

  test('attack 32: a header that brings or names a key is not read at all', async () => {
    for (const header of [
      { jwk: key },
      { jku: 'https://evil.example/keys' },
      { x5u: 'https://evil.example/cert' },
      { crit: ['exp'], exp: 1 },
      { typ: 'at+jwt' },
    ]) {
      const text = new TextEncoder().encode(JSON.stringify(claims));
      const jwt = await new CompactSign(text)
        .setProtectedHeader({ alg: 'RS256', ...header })
        .sign(privateKey, { crit: { exp: true } });
      expect(assertions.read(jwt)).toBeUndefined();
    }
  });

  test('what another key signed, or somebody changed, proves nothing', async () => {
    const other = await generateKeyPair('RS256', { extractable: true });
    const jwt = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256' })
      .sign(other.privateKey);
    expect(await assertions.verify(jwt, key)).toBeUndefined();
    const [header = '', , signature = ''] = (await sign()).split('.');
    const payload = Buffer.from(JSON.stringify({ ...claims, sub: 'root' })).toString('base64url');
    expect(await assertions.verify(`${header}.${payload}.${signature}`, key)).toBeUndefined();
  });

  test('what is no JWT is neither read nor proven', async () => {
    for (const text of [
      '',
      'a.b.c',
      '..',
      `${'a'.repeat(20_000)}.b.c`,
      await sign({}, { sub: 1 }),
    ]) {
      expect(assertions.read(text)).toBeUndefined();
      if (text.length < 50) expect(await assertions.verify(text, key)).toBeUndefined();
    }
  });

  test('the hash names the issuer and the id, and nothing else', () => {
    const hash = (issuer: string, jwtId: string) =>
      Buffer.from(assertions.hash({ issuer, jwtId })).toString('hex');
    expect(hash('a', 'b')).toBe(hash('a', 'b'));
    expect(new Set([hash('a', 'b'), hash('ab', ''), hash('', 'ab'), hash('b', 'a')]).size).toBe(4);
  });
});
