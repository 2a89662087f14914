// Sealed access tokens: authenticated encryption that only the issuing project's key opens.
// `gh_at_` + base64url(version 1 | key tag 4 | nonce 24 | ciphertext | tag 16) + checksum 6.
// A subkey per token comes out of the 192-bit nonce, so no number of tokens wears a key out.

import type { KeyObject } from 'node:crypto';
import { createCipheriv, createDecipheriv, createHmac, createSecretKey } from 'node:crypto';
import { type ProjectId, tokenPrefixes } from '@gatehouse/protocol';
import type { AccessTokenSealer, Random } from '@gatehouse/token-engine/ports';
import { parseBase64url } from './base64url.ts';
import { buildChecksum, checksumLength, stripChecksum } from './checksum.ts';
import { type DerivedKey, type Keyring, keyTagLength } from './keyring/keyring.ts';

const version = 1;
const nonceLength = 24;
const gcmTagLength = 16;
const nonceOffset = 1 + keyTagLength;
const ciphertextOffset = nonceOffset + nonceLength;
const overheadLength = ciphertextOffset + gcmTagLength;
const prefix = tokenPrefixes.accessToken;
const shortestValue = prefix.length + Math.ceil((overheadLength * 4) / 3) + checksumLength;
/** Fits a request header beside everything else that stands there. */
const longestValue = 8192;
const largestPlaintext =
  Math.floor(((longestValue - prefix.length - checksumLength) * 3) / 4) - overheadLength;
const valuePattern = /^gh_at_[A-Za-z0-9_-]+$/;

// Every subkey encrypts one token, so the counter may start at the same place in all of them.
const fixedIv = Buffer.alloc(12);

interface TokenKey {
  readonly derived: DerivedKey;
  readonly additionalData: Buffer;
}

function buildTokenKey(derived: DerivedKey, projectId: ProjectId): TokenKey {
  const additionalData = Buffer.from(
    JSON.stringify([prefix, version, derived.keyId, projectId, 'access_token']),
  );
  return { derived, additionalData };
}

// A KeyObject: on Node 24 a cipher takes twice as long with a key given as bytes.
function deriveSubkey(key: DerivedKey, nonce: Uint8Array): KeyObject {
  return createSecretKey(createHmac('sha256', key.key).update(nonce).digest());
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
  const primaryTag = primary.derived.tag.readUInt32BE();

  function keyByTag(tag: number): TokenKey | undefined {
    if (tag === primaryTag) return primary;
    const derived = keyring.keyByTag(use, tag);
    return derived === undefined ? undefined : buildTokenKey(derived, projectId);
  }

  return {
    seal(plaintext) {
      if (plaintext.length > largestPlaintext) {
        throw new RangeError(`An access token holds at most ${largestPlaintext} bytes.`);
      }
      const nonce = random.bytes(nonceLength);
      const cipher = createCipheriv('aes-256-gcm', deriveSubkey(primary.derived, nonce), fixedIv);
      cipher.setAAD(primary.additionalData);
      const sealed = Buffer.allocUnsafe(plaintext.length + overheadLength);
      sealed[0] = version;
      sealed.set(primary.derived.tag, 1);
      sealed.set(nonce, nonceOffset);
      sealed.set(cipher.update(plaintext), ciphertextOffset);
      cipher.final();
      sealed.set(cipher.getAuthTag(), ciphertextOffset + plaintext.length);
      const text = prefix + sealed.toString('base64url');
      return { value: text + buildChecksum(text), tokenId: nonce };
    },
    open(value) {
      const text = stripEnvelope(value);
      const sealed = text === undefined ? undefined : parseBase64url(text);
      if (sealed === undefined || sealed.length < overheadLength || sealed[0] !== version) {
        return undefined;
      }
      const key = keyByTag(sealed.readUInt32BE(1));
      if (key === undefined) return undefined;
      const nonce = sealed.subarray(nonceOffset, ciphertextOffset);
      const decipher = createDecipheriv('aes-256-gcm', deriveSubkey(key.derived, nonce), fixedIv);
      decipher.setAAD(key.additionalData);
      decipher.setAuthTag(sealed.subarray(sealed.length - gcmTagLength));
      try {
        const ciphertext = sealed.subarray(ciphertextOffset, sealed.length - gcmTagLength);
        const plaintext = decipher.update(ciphertext);
        decipher.final();
        return { plaintext, tokenId: nonce };
      } catch {
        return undefined;
      }
    },
    looksSealed(value) {
      return stripEnvelope(value) !== undefined;
    },
  };
}
