import { parseProjectId } from '@gatehouse/protocol';
import { expect, test } from 'vitest';
import { createClientSecrets, generateClientSecret } from './client-secrets.ts';
import { generateKeyring, parseKeyring } from './keyring/parse-keyring.ts';
import { createRandom, generateUuid } from './random.ts';

const random = createRandom();
const ringText = generateKeyring(random);
const keyring = parseKeyring(ringText);
const nowSeconds = 1_800_000_000;

function secretsOfNewProject(ring = keyring) {
  const id = parseProjectId(generateUuid(random));
  if (id === undefined) throw new Error('A fresh UUID is a project id.');
  return createClientSecrets(ring, id);
}

test('a secret matches its own hash and no other secret does', () => {
  const secrets = secretsOfNewProject();
  const secret = generateClientSecret(random);
  const hashes = [secrets.hash(generateClientSecret(random)), secrets.hash(secret)];
  expect(secrets.matches(secret, hashes, nowSeconds)).toBe(true);
  for (const other of ['', secret.slice(1), `${secret}x`, generateClientSecret(random)]) {
    expect(secrets.matches(other, hashes, nowSeconds)).toBe(false);
  }
  expect(secrets.matches(secret, [], nowSeconds)).toBe(false);
});

test('attack 49: a rotated secret matches until it expires and never from then on', () => {
  const secrets = secretsOfNewProject();
  const secret = generateClientSecret(random);
  const stored = { ...secrets.hash(secret), expiresAtSeconds: nowSeconds };
  expect(secrets.matches(secret, [stored], nowSeconds - 1)).toBe(true);
  expect(secrets.matches(secret, [stored], nowSeconds)).toBe(false);
});

test('attack 66: the hash of a secret is worth nothing in another project', () => {
  const secret = generateClientSecret(random);
  const stored = secretsOfNewProject().hash(secret);
  expect(secretsOfNewProject().matches(secret, [stored], nowSeconds)).toBe(false);
});

test('a hash whose root is gone, or whose bytes are cut, never matches', () => {
  const secrets = secretsOfNewProject();
  const secret = generateClientSecret(random);
  const stored = secrets.hash(secret);
  expect(secrets.matches(secret, [{ ...stored, keyId: 'gone' }], nowSeconds)).toBe(false);
  const cut = { ...stored, hash: stored.hash.subarray(0, 16) };
  expect(secrets.matches(secret, [cut], nowSeconds)).toBe(false);
  expect(secrets.matches(secret, [{ ...stored, hash: Buffer.alloc(0) }], nowSeconds)).toBe(false);
});

test('a generated secret has 256 bits, a prefix and a checksum, and comes once', () => {
  const generated = new Set(Array.from({ length: 1000 }, () => generateClientSecret(random)));
  expect(generated.size).toBe(1000);
  for (const secret of generated) expect(secret).toMatch(/^gh_cs_[A-Za-z0-9_-]{43}[A-Za-z0-9]{6}$/);
});
