import { createPrivateKey } from 'node:crypto';
import {
  issuerKeySet,
  type ProjectId,
  parseProjectId,
  signingAlgorithms,
} from '@gatehouse/protocol';
import { CompactSign, compactVerify, decodeProtectedHeader, importJWK, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { generateKeyring, parseKeyring } from '../keyring/parse-keyring.ts';
import { createRandom, generateUuid } from '../random.ts';
import { type GeneratedKey, generateSigningKey } from './generate-signing-key.ts';
import { keyAlgorithms } from './key-algorithms.ts';
import { createJwtBuilder, createSigner, type StoredSigningKey } from './signer.ts';
import { sealPrivateJwk } from './signing-keys-at-rest.ts';

const random = createRandom();
const keyring = parseKeyring(generateKeyring(random));
const claims = { iss: 'https://issuer.example', sub: 'ann', nested: { text: 'grün' } };

function newProjectId(): ProjectId {
  const id = parseProjectId(generateUuid(random));
  if (id === undefined) throw new Error('A fresh UUID is a project id.');
  return id;
}

function store(
  projectId: ProjectId,
  key: GeneratedKey,
  change: Partial<StoredSigningKey> = {},
): StoredSigningKey {
  const setId = change.setId ?? issuerKeySet;
  const place = { projectId, setId, kid: key.kid };
  return {
    setId,
    kid: key.kid,
    alg: key.alg,
    state: 'active',
    publicJwk: key.publicJwk,
    privateSealed: sealPrivateJwk({ keyring, random }, place, key.privateJwk),
    ...change,
  };
}

const keys = new Map(
  await Promise.all(
    keyAlgorithms.map(async (alg) => [alg, await generateSigningKey(alg)] as const),
  ),
);

function keyFor(alg: (typeof keyAlgorithms)[number]): GeneratedKey {
  const key = keys.get(alg);
  if (key === undefined) throw new Error(`No key for ${alg}.`);
  return key;
}

const projectId = newProjectId();
const signer = createSigner(
  keyring,
  projectId,
  signingAlgorithms.map((alg) => store(projectId, keyFor(alg))),
);

test.each(keyAlgorithms)('jose verifies what is signed with %s', async (alg) => {
  const key = keyFor(alg);
  const privateKey = createPrivateKey({ key: { ...key.privateJwk }, format: 'jwk' });
  const build = createJwtBuilder({ kid: key.kid, alg, privateKey });
  const publicKey = await importJWK({ ...key.publicJwk }, alg);
  // r and s of ECDSA begin with a zero byte once in 128 signatures: enough of them to see it.
  for (let count = 0; count < (alg === 'ES256' ? 600 : 20); count += 1) {
    const { payload } = await compactVerify(build({ ...claims, count }, 'at+jwt'), publicKey);
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual({ ...claims, count });
  }
});

test.each(signingAlgorithms)(
  'a project verifies its own %s token, with kid and type only',
  async (algorithm) => {
    const jwt = await signer.sign(claims, { type: 'at+jwt', algorithm });
    expect(decodeProtectedHeader(jwt)).toEqual({
      alg: algorithm,
      kid: keyFor(algorithm).kid,
      typ: 'at+jwt',
    });
    expect(await signer.verify(jwt, 'at+jwt')).toEqual(claims);
  },
);

test('attack 62: a token of one type never passes for another', async () => {
  const jwt = await signer.sign(claims, { type: 'JWT', algorithm: 'ES256' });
  expect(await signer.verify(jwt, 'JWT')).toEqual(claims);
  expect(await signer.verify(jwt, 'at+jwt')).toBeUndefined();
  expect(await signer.verify(jwt, 'logout+jwt')).toBeUndefined();
});

test('attack 69: a token signed with the key of another project is refused, under the same kid too', async () => {
  const foreignId = newProjectId();
  const foreignKey = await generateSigningKey('ES256', { kid: keyFor('ES256').kid });
  const foreign = createSigner(keyring, foreignId, [store(foreignId, foreignKey)]);
  const jwt = await foreign.sign(claims, { type: 'at+jwt', algorithm: 'ES256' });
  expect(await foreign.verify(jwt, 'at+jwt')).toEqual(claims);
  expect(await signer.verify(jwt, 'at+jwt')).toBeUndefined();
});

test('attack 119: the private key of a project does not sign in the row of another', async () => {
  const foreignId = newProjectId();
  const moved = createSigner(keyring, foreignId, [store(projectId, keyFor('ES256'))]);
  await expect(moved.sign(claims, { type: 'JWT', algorithm: 'ES256' })).rejects.toThrow(
    'does not open',
  );
});

test('tokens without signature, with a shared secret, or that name their own key are refused', async () => {
  const payload = new TextEncoder().encode(JSON.stringify(claims));
  const ours = keyFor('ES256');
  const theirs = await generateSigningKey('ES256', { kid: ours.kid });
  const privateKey = await importJWK({ ...theirs.privateJwk }, 'ES256');
  const header = { alg: 'ES256', kid: ours.kid, typ: 'at+jwt' };
  const withHeader = (more: Record<string, unknown>) =>
    new CompactSign(payload).setProtectedHeader({ ...header, ...more }).sign(privateKey);
  const secret = new TextEncoder().encode(JSON.stringify(keyFor('RS256').publicJwk));
  const good = await signer.sign(claims, { type: 'at+jwt', algorithm: 'ES256' });
  const [head = '', body = '', signature = ''] = good.split('.');
  for (const jwt of [
    new UnsecuredJWT(claims).encode(),
    await withHeader({}),
    await withHeader({ jwk: theirs.publicJwk }),
    await withHeader({ jku: 'https://evil.example/jwks' }),
    await withHeader({ x5u: 'https://evil.example/cert' }),
    await new CompactSign(payload)
      .setProtectedHeader({ alg: 'HS256', kid: keyFor('RS256').kid, typ: 'at+jwt' })
      .sign(secret),
    `${head}.${body}.`,
    `${head}.${body}`,
    `${head}.${Buffer.from('{}').toString('base64url')}.${signature}`,
    'x'.repeat(20_000),
    '',
  ]) {
    expect(await signer.verify(jwt, 'at+jwt')).toBeUndefined();
  }
});

test('an extra header member is refused even where the signature is ours', async () => {
  const ours = keyFor('ES256');
  const privateKey = await importJWK({ ...ours.privateJwk }, 'ES256');
  const jwt = await new CompactSign(new TextEncoder().encode('{}'))
    .setProtectedHeader({ alg: 'ES256', kid: ours.kid, typ: 'JWT', jku: 'https://x.example' })
    .sign(privateKey);
  expect(await signer.verify(jwt, 'JWT')).toBeUndefined();
});

test('retired and published keys verify but never sign; keys of other sets do neither', async () => {
  const key = keyFor('EdDSA');
  const active = createSigner(keyring, projectId, [store(projectId, key)]);
  const jwt = await active.sign(claims, { type: 'JWT', algorithm: 'EdDSA' });
  for (const state of ['published', 'retired'] as const) {
    const other = createSigner(keyring, projectId, [store(projectId, key, { state })]);
    expect(await other.verify(jwt, 'JWT')).toEqual(claims);
    expect(other.publicKeys()).toEqual([key.publicJwk]);
    await expect(other.sign(claims, { type: 'JWT', algorithm: 'EdDSA' })).rejects.toThrow(
      'no active EdDSA key',
    );
  }
  const imported = createSigner(keyring, projectId, [store(projectId, key, { setId: 'my-set' })]);
  expect(imported.publicKeys()).toEqual([]);
  expect(await imported.verify(jwt, 'JWT')).toBeUndefined();
});

test('the published keys have no private member', () => {
  const text = JSON.stringify(signer.publicKeys());
  for (const { privateJwk } of keys.values()) expect(text).not.toContain(privateJwk.d);
  for (const jwk of signer.publicKeys()) {
    for (const member of ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'])
      expect(jwk).not.toHaveProperty(member);
  }
});
