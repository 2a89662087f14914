import { generateKeyPairSync } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { expect, test } from 'vitest';
import { generateSigningKey } from './generate-signing-key.ts';
import { JsonWebKeyError, parseJsonWebKey } from './json-web-key.ts';
import { keyAlgorithms } from './key-algorithms.ts';

test.each(keyAlgorithms)('a generated %s key is parsed again to itself', async (alg) => {
  const key = await generateSigningKey(alg);
  expect(await parseJsonWebKey(key.privateJwk)).toEqual(key);
  expect(await parseJsonWebKey(key.publicJwk)).toEqual({ ...key, privateJwk: undefined });
  expect(key.kid).toBe(await calculateJwkThumbprint({ ...key.publicJwk }));
});

test('members that the key type does not have are neither kept nor shown', async () => {
  const { publicJwk } = await generateSigningKey('ES256');
  const parsed = await parseJsonWebKey({ ...publicJwk, k: 'c2VjcmV0', x5u: 'https://x.example' });
  expect(parsed.publicJwk).toEqual(publicJwk);
});

test('keys that are weak, symmetric, of another type, or not keys at all are refused', async () => {
  const ec = (await generateSigningKey('ES256')).privateJwk;
  const other = (await generateSigningKey('ES256')).privateJwk;
  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({
    format: 'jwk',
  });
  for (const input of [
    undefined,
    null,
    'key',
    [],
    {},
    { ...ec, alg: 'HS256' },
    { ...ec, alg: 'none' },
    { kty: 'oct', k: 'c2VjcmV0', alg: 'HS256' },
    { ...ec, alg: 'RS256' },
    { ...ec, alg: 'ES512' },
    { ...ec, x: 'AAAA' },
    { ...ec, x: ec.y, y: ec.x },
    { ...ec, d: other.d },
    { ...ec, use: 'wrap' },
    { ...ec, kid: 'a/b' },
    { ...ec, kid: 7 },
    { ...ec, x: 'A'.repeat(5000) },
    { ...weak, alg: 'RS256' },
  ]) {
    await expect(parseJsonWebKey(input)).rejects.toThrow(JsonWebKeyError);
  }
});
