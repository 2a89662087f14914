// Sealed access tokens: authenticated encryption that only the issuing project's key opens.
// `gh_at_` + base64url(version 2 | key tag 4 | salt 12 | iv 12 | ciphertext | tag 16) + checksum 6.
// The salt makes the subkey, so that no number of tokens wears a key out: DESIGN.md has the arithmetic.

import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type ProjectId, tokenPrefixes } from '@gatehouse/protocol';
import type { AccessTokenSealer, Random } from '@gatehouse/token-engine/ports';
import { parseBase64url } from './base64url.ts';
import { buildChecksum, checksumLength, stripChecksum } from './checksum.ts';
import { type DerivedKey, type Keyring, keyTagLength } from './keyring/keyring.ts';
import { createSealingSubkeys, type SealingSubkeys, saltLength } from './sealing-subkeys.ts';

const version = 2;
const ivLength = 12;
const gcmTagLength = 16;
const nonceOffset = 1 + keyTagLength;
const ivOffset = nonceOffset + saltLength;
const ciphertextOffset = ivOffset + ivLength;
const overheadLength = ciphertextOffset + gcmTagLength;
const prefix = tokenPrefixes.accessToken;
const shortestValue = prefix.length + Math.ceil((overheadLength * 4) / 3) + checksumLength;
/** Fits a request header beside everything else that stands there. */
const longestValue = 8192;
const largestPlaintext =
  Math.floor(((longestValue - prefix.length - checksumLength) * 3) / 4) - overheadLength;
const valuePattern = /^gh_at_[A-Za-z0-9_-]+$/;

interface TokenKey {
  readonly derived: DerivedKey;
  readonly subkeys: SealingSubkeys;
  readonly additionalData: Buffer;
}

function buildTokenKey(derived: DerivedKey, projectId: ProjectId): TokenKey {
  const additionalData = Buffer.from(
    JSON.stringify([prefix, version, derived.keyId, projectId, 'access_token']),
  );
  return { derived, subkeys: createSealingSubkeys(derived), additionalData };
}

function stripEnvelope(value: string): string | undefined {
  if (value.length < shortestValue || value.length > longestValue) return undefined;
  if (!valuePattern.test(value)) return undefined;
  return stripChecksum(value)?.slice(prefix.length);
}

/** The port AccessTokenSealer for one project. Sealing more than 6 KB throws a RangeError. */
export function createAccessTokenSealer(
  keyring: Keyring,
  projectId: ProjectId,
  random: Random,
): AccessTokenSealer {
  const use = { purpose: 'access-token', tenantId: projectId } as const;
  const primary = buildTokenKey(keyring.primaryKey(use), projectId);
  const keys = new Map([[primary.derived.tag.readUInt32BE(), primary]]);

  function keyByTag(tag: number): TokenKey | undefined {
    const known = keys.get(tag);
    if (known !== undefined) return known;
    const derived = keyring.keyByTag(use, tag);
    if (derived === undefined) return undefined;
    const key = buildTokenKey(derived, projectId);
    keys.set(tag, key);
    return key;
  }

  return {
    seal(plaintext) {
      if (plaintext.length > largestPlaintext) {
        throw new RangeError(`An access token holds at most ${largestPlaintext} bytes.`);
      }
      const subkey = primary.subkeys.next(random);
      const sealed = Buffer.allocUnsafe(plaintext.length + overheadLength);
      sealed[0] = version;
      sealed.set(primary.derived.tag, 1);
      sealed.set(subkey.salt, nonceOffset);
      sealed.writeUInt32BE(subkey.count, ivOffset);
      sealed.set(random.bytes(ivLength - 4), ivOffset + 4);
      const iv = sealed.subarray(ivOffset, ciphertextOffset);
      const cipher = createCipheriv('aes-256-gcm', subkey.key, iv);
      cipher.setAAD(primary.additionalData);
      sealed.set(cipher.update(plaintext), ciphertextOffset);
      cipher.final();
      sealed.set(cipher.getAuthTag(), ciphertextOffset + plaintext.length);
      const text = prefix + sealed.toString('base64url');
      return {
        value: text + buildChecksum(text),
        tokenId: sealed.subarray(nonceOffset, ciphertextOffset),
      };
    },
    open(value) {
      const text = stripEnvelope(value);
      const sealed = text === undefined ? undefined : parseBase64url(text);
      if (sealed === undefined || sealed.length < overheadLength || sealed[0] !== version) {
        return undefined;
      }
      const key = keyByTag(sealed.readUInt32BE(1));
      if (key === undefined) return undefined;
      const salt = sealed.subarray(nonceOffset, ivOffset);
      const subkey = key.subkeys.of(salt);
      const iv = sealed.subarray(ivOffset, ciphertextOffset);
      const decipher = createDecipheriv('aes-256-gcm', subkey, iv);
      decipher.setAAD(key.additionalData);
      decipher.setAuthTag(sealed.subarray(sealed.length - gcmTagLength));
      try {
        const ciphertext = sealed.subarray(ciphertextOffset, sealed.length - gcmTagLength);
        const plaintext = decipher.update(ciphertext);
        decipher.final();
        key.subkeys.keep(salt, subkey);
        return { plaintext, tokenId: sealed.subarray(nonceOffset, ciphertextOffset) };
      } catch {
        return undefined;
      }
    },
    looksSealed(value) {
      return stripEnvelope(value) !== undefined;
    },
  };
}
