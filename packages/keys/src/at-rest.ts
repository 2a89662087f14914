// Secrets at rest: AES-256-GCM under a key of the project and purpose. The place of the value is part of
// what is authenticated, so a ciphertext copied to another row, column or project does not open there.
// version 1 | key tag 4 | nonce 12 | ciphertext | tag 16.

import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { ProjectId } from '@gatehouse/protocol';
import type { Random } from '@gatehouse/token-engine/ports';
import type { KeyPurpose } from './keyring/key-purposes.ts';
import { type Keyring, keyTagLength } from './keyring/keyring.ts';

/** Where a sealed value stands. `row`: the rest of the primary key, unambiguous as one text. */
export interface AtRestPlace {
  readonly purpose: Extract<KeyPurpose, `${string}-at-rest`>;
  readonly table: string;
  readonly column: string;
  readonly projectId: ProjectId;
  readonly row: string;
}

const version = 1;
const nonceLength = 12;
const gcmTagLength = 16;
const nonceOffset = 1 + keyTagLength;
const ciphertextOffset = nonceOffset + nonceLength;

function buildAdditionalData(place: AtRestPlace): Buffer {
  return Buffer.from([place.table, place.column, place.projectId, place.row].join('|'));
}

/** Seals a secret for one place in the database. */
export function sealAtRest(
  keys: { readonly keyring: Keyring; readonly random: Random },
  place: AtRestPlace,
  plaintext: Uint8Array,
): Buffer {
  const key = keys.keyring.primaryKey({ purpose: place.purpose, tenantId: place.projectId });
  const nonce = keys.random.bytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key.key, nonce);
  cipher.setAAD(buildAdditionalData(place));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.of(version), key.tag, nonce, ciphertext, cipher.getAuthTag()]);
}

/** @returns the secret, or undefined where this was not sealed for this place with a key of the ring. */
export function openAtRest(
  keyring: Keyring,
  place: AtRestPlace,
  sealed: Uint8Array,
): Buffer | undefined {
  const bytes = Buffer.from(sealed);
  if (bytes.length < ciphertextOffset + gcmTagLength || bytes[0] !== version) return undefined;
  const use = { purpose: place.purpose, tenantId: place.projectId };
  const key = keyring.keyByTag(use, bytes.readUInt32BE(1));
  if (key === undefined) return undefined;
  const nonce = bytes.subarray(nonceOffset, ciphertextOffset);
  const decipher = createDecipheriv('aes-256-gcm', key.key, nonce);
  decipher.setAAD(buildAdditionalData(place));
  decipher.setAuthTag(bytes.subarray(bytes.length - gcmTagLength));
  try {
    const ciphertext = bytes.subarray(ciphertextOffset, bytes.length - gcmTagLength);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    return undefined;
  }
}
