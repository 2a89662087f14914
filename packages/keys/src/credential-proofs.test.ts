import { parseProjectId } from '@gatehouse/protocol';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { createCredentialProofs } from './credential-proofs.ts';
import { generateKeyring, parseKeyring } from './keyring/parse-keyring.ts';
import { createRandom, generateUuid } from './random.ts';

const random = createRandom();
const keyring = parseKeyring(generateKeyring(random));
const nowSeconds = 1_800_000_000;

function proofsOfNewProject() {
  const projectId = parseProjectId(generateUuid(random));
  if (projectId === undefined) throw new Error('A fresh UUID is a project id.');
  return createCredentialProofs(keyring, projectId);
}

describe('nonces', () => {
  const proofs = proofsOfNewProject();
  const nonce = proofs.createNonce('token', nowSeconds + 60);

  test('count with their access token, until they end', () => {
    expect(proofs.isNonce(nonce, 'token', nowSeconds)).toBe(true);
    expect(proofs.isNonce(nonce, 'token', nowSeconds + 60)).toBe(false);
  });

  test('count with no other token, in no other project, and in no other form', () => {
    expect(proofs.isNonce(nonce, 'other', nowSeconds)).toBe(false);
    expect(proofsOfNewProject().isNonce(nonce, 'token', nowSeconds)).toBe(false);
    const bytes = Buffer.from(nonce, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(proofs.isNonce(changed.toString('base64url'), 'token', nowSeconds)).toBe(false);
    }
    for (const text of ['', 'nonsense', nonce.slice(1), `${nonce}AA`]) {
      expect(proofs.isNonce(text, 'token', nowSeconds)).toBe(false);
    }
  });
});

test('a proof is worth something for the key that signed it, and shows that key alone', async () => {
  const proofs = proofsOfNewProject();
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(publicKey);
  const sign = (header: Readonly<Record<string, unknown>>) =>
    new SignJWT({ nonce: 'one' })
      .setProtectedHeader({ alg: 'ES256', typ: 'openid4vci-proof+jwt', jwk, ...header })
      .sign(privateKey);
  expect(await proofs.verify(await sign({}))).toEqual({ key: jwk, claims: { nonce: 'one' } });
  const other = await exportJWK((await generateKeyPair('ES256')).publicKey);
  for (const header of [{ jwk: other }, { typ: 'JWT' }, { kid: 'a' }, { jwk: undefined }]) {
    expect(await proofs.verify(await sign(header))).toBeUndefined();
  }
  expect(await proofs.verify('no JWT')).toBeUndefined();
});
