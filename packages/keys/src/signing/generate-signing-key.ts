// New key pairs. Made on the thread pool: an RSA key takes a CPU for 50 milliseconds and more.

import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { type ParsedKey, type PrivateJwk, parseJsonWebKey } from './json-web-key.ts';
import { algorithmFacts, type KeyAlgorithm } from './key-algorithms.ts';

const generate = promisify(generateKeyPair);

async function generatePrivateKey(algorithm: KeyAlgorithm): Promise<KeyObject> {
  const { kty, curve } = algorithmFacts[algorithm];
  if (kty === 'RSA') return (await generate('rsa', { modulusLength: 2048 })).privateKey;
  if (kty === 'OKP') return (await generate('ed25519')).privateKey;
  return (await generate('ec', { namedCurve: curve ?? 'P-256' })).privateKey;
}

/** A key pair with its private half present. */
export type GeneratedKey = ParsedKey & { readonly privateJwk: PrivateJwk };

/** Makes a key pair. `kid`: the RFC 7638 thumbprint unless given. Throws JsonWebKeyError for a bad kid. */
export async function generateSigningKey(
  algorithm: KeyAlgorithm,
  options: { readonly kid?: string; readonly use?: 'sig' | 'enc' } = {},
): Promise<GeneratedKey> {
  const jwk = (await generatePrivateKey(algorithm)).export({ format: 'jwk' });
  const key = await parseJsonWebKey({ ...jwk, ...options, alg: algorithm });
  if (key.privateJwk === undefined) throw new Error('A generated key has no private half.');
  return { ...key, privateJwk: key.privateJwk };
}
