// Sealed access tokens: authenticated encryption that only the issuing project's key opens.
// `gh_at_` + base64url(version 2 | key tag 4 | salt 12 | iv 12 | ciphertext | tag 16) + checksum 6.
// The salt makes the subkey, so that no number of tokens wears a key out: DESIGN.md has the arithmetic.

import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type ProjectId, tokenPrefixes } from '@gatehouse/protocol';
import type {
  AccessTokenSealer,
  OpenedToken,
  Random,
  SealedToken,
} from '@gatehouse/token-engine/ports';
import { parseBase64url } from './base64url.ts';
import { buildChecksum, checksumLength, stripChecksum } from './checksum.ts';
import { type DerivedKey, type Keyring, type KeyUse, keyTagLength } from './keyring/keyring.ts';
import { SealingSubkeys, saltLength } from './sealing-subkeys.ts';

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

/** What one root seals the tokens of one project with. */
interface TokenKey {
  readonly tag: Buffer;
  readonly subkeys: SealingSubkeys;
  /** ASCII. */
  readonly additionalData: string;
}

function buildTokenKey(derived: DerivedKey, projectId: ProjectId): TokenKey {
  const { tag, keyId } = derived;
  const additionalData = JSON.stringify([prefix, version, keyId, projectId, 'access_token']);
  return { tag, subkeys: new SealingSubkeys(derived), additionalData };
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
  return new ProjectSealer({ keyring, random }, projectId);
}

class ProjectSealer implements AccessTokenSealer {
  readonly #sources: { readonly keyring: Keyring; readonly random: Random };
  readonly #projectId: ProjectId;
  /** Made with the first token. */
  #primary: TokenKey | undefined;
  #others: Map<number, TokenKey> | undefined;

  constructor(sources: { keyring: Keyring; random: Random }, projectId: ProjectId) {
    this.#sources = sources;
    this.#projectId = projectId;
  }

  seal(plaintext: Uint8Array): SealedToken {
    if (plaintext.length > largestPlaintext) {
      throw new RangeError(`An access token holds at most ${largestPlaintext} bytes.`);
    }
    const { random } = this.#sources;
    const primary = this.#primaryKey();
    const subkey = primary.subkeys.next(random);
    const sealed = Buffer.allocUnsafe(plaintext.length + overheadLength);
    sealed[0] = version;
    sealed.set(primary.tag, 1);
    sealed.write(subkey.salt, nonceOffset, 'latin1');
    sealed.writeUInt32BE(subkey.count, ivOffset);
    sealed.set(random.bytes(ivLength - 4), ivOffset + 4);
    const iv = sealed.subarray(ivOffset, ciphertextOffset);
    const cipher = createCipheriv('aes-256-gcm', subkey.key, iv);
    cipher.setAAD(Buffer.from(primary.additionalData, 'latin1'));
    sealed.set(cipher.update(plaintext), ciphertextOffset);
    cipher.final();
    sealed.set(cipher.getAuthTag(), ciphertextOffset + plaintext.length);
    const text = prefix + sealed.toString('base64url');
    return {
      value: text + buildChecksum(text),
      tokenId: sealed.subarray(nonceOffset, ciphertextOffset),
    };
  }

  open(value: string): OpenedToken | undefined {
    const text = stripEnvelope(value);
    const sealed = text === undefined ? undefined : parseBase64url(text);
    if (sealed === undefined || sealed.length < overheadLength || sealed[0] !== version) {
      return undefined;
    }
    const key = this.#keyByTag(sealed.readUInt32BE(1));
    if (key === undefined) return undefined;
    const salt = sealed.subarray(nonceOffset, ivOffset);
    const subkey = key.subkeys.of(salt);
    const iv = sealed.subarray(ivOffset, ciphertextOffset);
    const decipher = createDecipheriv('aes-256-gcm', subkey, iv);
    decipher.setAAD(Buffer.from(key.additionalData, 'latin1'));
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
  }

  looksSealed(value: string): boolean {
    return stripEnvelope(value) !== undefined;
  }

  get #use(): KeyUse {
    return { purpose: 'access-token', tenantId: this.#projectId };
  }

  #primaryKey(): TokenKey {
    this.#primary ??= buildTokenKey(this.#sources.keyring.primaryKey(this.#use), this.#projectId);
    return this.#primary;
  }

  #keyByTag(tag: number): TokenKey | undefined {
    const primary = this.#primaryKey();
    if (primary.tag.readUInt32BE() === tag) return primary;
    const known = this.#others?.get(tag);
    if (known !== undefined) return known;
    const derived = this.#sources.keyring.keyByTag(this.#use, tag);
    if (derived === undefined) return undefined;
    const key = buildTokenKey(derived, this.#projectId);
    this.#others ??= new Map();
    this.#others.set(tag, key);
    return key;
  }
}
