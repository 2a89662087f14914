// The product's sealing of access tokens, and others that would do. All bind the same additional data and use the
// same pooled randomness where they may choose it.

import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
} from 'node:crypto';
import {
  createAccessTokenSealer,
  createRandom,
  generateKeyring,
  parseKeyring,
} from '@gatehouse/keys';
import { type ProjectId, parseProjectId } from '@gatehouse/protocol';
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { CompactEncrypt, compactDecrypt } from 'jose';
import type { SealingVariant } from './sealing-variant.ts';

const random = createRandom();
const extendedNonceLength = 24;
const gcmNonceLength = 12;
const gcmTagLength = 16;

export async function buildSealingVariants(): Promise<readonly SealingVariant[]> {
  const projectId = parseProjectId(crypto.randomUUID());
  if (projectId === undefined) throw new Error('A UUID is a project id.');
  const additionalData = Buffer.from(JSON.stringify(['gh_at_', 1, 'key', projectId]));
  return [
    buildProductVariant(projectId),
    buildSubkeyVariant(additionalData),
    buildXChaChaVariant(additionalData),
    buildGcmVariant(additionalData),
    await buildJweVariant(),
  ];
}

function buildProductVariant(projectId: ProjectId): SealingVariant {
  const keyring = parseKeyring(generateKeyring(random));
  const sealer = createAccessTokenSealer(keyring, projectId, random);
  return {
    id: 'product',
    title: 'AES-256-GCM under subkeys of at most 2^20 tokens each (the product)',
    messagesPerKey: '2^52',
    seal: (plaintext) => sealer.seal(plaintext).value,
    open: (value) => sealer.open(value),
  };
}

function buildSubkeyVariant(additionalData: Uint8Array): SealingVariant {
  const root = createSecretKey(randomBytes(32));
  // Each key seals once, so all may begin at the same place.
  const iv = Buffer.alloc(gcmNonceLength);
  const derive = (nonce: Uint8Array) =>
    createSecretKey(createHmac('sha256', root).update(nonce).digest());
  return {
    id: 'subkey',
    title: 'AES-256-GCM under a subkey for each token, from a 192-bit nonce',
    messagesPerKey: '2^80',
    seal(plaintext) {
      const nonce = random.bytes(extendedNonceLength);
      const cipher = createCipheriv('aes-256-gcm', derive(nonce), iv).setAAD(additionalData);
      const parts = [nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat(parts).toString('base64url');
    },
    open(value) {
      const sealed = Buffer.from(value, 'base64url');
      const nonce = sealed.subarray(0, extendedNonceLength);
      const decipher = createDecipheriv('aes-256-gcm', derive(nonce), iv);
      decipher.setAAD(additionalData);
      decipher.setAuthTag(sealed.subarray(-gcmTagLength));
      const plaintext = decipher.update(sealed.subarray(extendedNonceLength, -gcmTagLength));
      return Buffer.concat([plaintext, decipher.final()]);
    },
  };
}

function buildXChaChaVariant(additionalData: Uint8Array): SealingVariant {
  const key = randomBytes(32);
  return {
    id: 'xchacha',
    title: 'XChaCha20-Poly1305 (@noble/ciphers)',
    messagesPerKey: '2^80',
    seal(plaintext) {
      const nonce = random.bytes(extendedNonceLength);
      const sealed = xchacha20poly1305(key, nonce, additionalData).encrypt(plaintext);
      return Buffer.concat([nonce, sealed]).toString('base64url');
    },
    open(value) {
      const sealed = Buffer.from(value, 'base64url');
      const nonce = sealed.subarray(0, extendedNonceLength);
      const ciphertext = sealed.subarray(extendedNonceLength);
      return xchacha20poly1305(key, nonce, additionalData).decrypt(ciphertext);
    },
  };
}

function buildGcmVariant(additionalData: Uint8Array): SealingVariant {
  const key = createSecretKey(randomBytes(32));
  return {
    id: 'gcm',
    title: 'AES-256-GCM under one key, random 96-bit nonce',
    messagesPerKey: '2^32',
    seal(plaintext) {
      const nonce = random.bytes(gcmNonceLength);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(additionalData);
      const parts = [nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat(parts).toString('base64url');
    },
    open(value) {
      const sealed = Buffer.from(value, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, gcmNonceLength));
      decipher.setAAD(additionalData);
      decipher.setAuthTag(sealed.subarray(-gcmTagLength));
      const plaintext = decipher.update(sealed.subarray(gcmNonceLength, -gcmTagLength));
      return Buffer.concat([plaintext, decipher.final()]);
    },
  };
}

async function buildJweVariant(): Promise<SealingVariant> {
  // jose is fastest with a key of Web Crypto's.
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, [
    'encrypt',
    'decrypt',
  ]);
  const header = { alg: 'dir', enc: 'A256GCM', typ: 'at+jwe', kid: 'key' };
  return {
    id: 'jwe',
    title: 'JWE, dir with A256GCM (jose)',
    messagesPerKey: '2^32',
    seal: (plaintext) => new CompactEncrypt(plaintext).setProtectedHeader(header).encrypt(key),
    open: (value) => compactDecrypt(value, key),
  };
}
