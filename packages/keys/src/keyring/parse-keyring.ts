// GATEHOUSE_KEYRING: `id:key` entries separated by commas, the first being the primary one. What is
// missing, short, doubled or printed in a manual is refused: no default stands in for it.

import type { Random } from '@gatehouse/token-engine/ports';
import { parseBase64url } from '../base64url.ts';
import { buildKeyTag, createKeyring, type Keyring, type KeyringEntry } from './keyring.ts';
import { KeyringError } from './keyring-error.ts';

const rootLength = 32;
const maxEntries = 16;
const keyIdPattern = /^[a-z0-9][a-z0-9-]{0,15}$/;
const howToMake = "make a key with: openssl rand -base64 32 | tr '+/' '-_' | tr -d '='";

/** The value shown in the documentation, which must never protect anything. */
export const exampleKeyring = 'example:Z2F0ZWhvdXNlLWV4YW1wbGUta2V5cmluZy1yb290ISE';
const exampleRoot = exampleKeyring.slice(exampleKeyring.indexOf(':') + 1);

// 32 random bytes have about 30 distinct values; fewer than 12 is no accident.
const fewestDistinctBytes = 12;

function parseEntry(text: string, position: number): KeyringEntry {
  const colon = text.indexOf(':');
  const keyId = text.slice(0, Math.max(colon, 0));
  if (!keyIdPattern.test(keyId)) {
    throw new KeyringError(
      `Entry ${position} of GATEHOUSE_KEYRING is not of the form id:key, where id is 1 to 16 of a-z, 0-9 and "-"; ${howToMake}`,
    );
  }
  const rootText = text.slice(colon + 1);
  const root = parseBase64url(rootText);
  if (root === undefined) {
    throw new KeyringError(
      `The key "${keyId}" of GATEHOUSE_KEYRING is not base64url without padding; ${howToMake}`,
    );
  }
  if (root.length !== rootLength) {
    throw new KeyringError(
      `The key "${keyId}" of GATEHOUSE_KEYRING has ${root.length} bytes where exactly ${rootLength} are needed; ${howToMake}`,
    );
  }
  if (rootText === exampleRoot || new Set(root).size < fewestDistinctBytes) {
    throw new KeyringError(
      `The key "${keyId}" of GATEHOUSE_KEYRING is an example or not random; ${howToMake}`,
    );
  }
  return { keyId, root };
}

function checkDistinct(entries: readonly KeyringEntry[]): void {
  const roots = new Map<string, string>();
  const tags = new Map<number, string>();
  for (const { keyId, root } of entries) {
    const tag = buildKeyTag(keyId).readUInt32BE();
    const sameId = tags.get(tag);
    if (sameId !== undefined) {
      throw new KeyringError(
        `GATEHOUSE_KEYRING names the keys "${sameId}" and "${keyId}" alike; give each an id of its own.`,
      );
    }
    const rootText = Buffer.from(root).toString('base64url');
    const sameRoot = roots.get(rootText);
    if (sameRoot !== undefined) {
      throw new KeyringError(
        `The keys "${sameRoot}" and "${keyId}" of GATEHOUSE_KEYRING are the same; ${howToMake}`,
      );
    }
    tags.set(tag, keyId);
    roots.set(rootText, keyId);
  }
}

/** Reads a keyring from configuration. Throws KeyringError with one sentence that holds no key. */
export function parseKeyring(text: string | undefined): Keyring {
  if (text === undefined || text.trim() === '') {
    throw new KeyringError(`GATEHOUSE_KEYRING is missing; set it to id:key and ${howToMake}`);
  }
  const parts = text.trim().split(',');
  if (parts.length > maxEntries) {
    throw new KeyringError(
      `GATEHOUSE_KEYRING holds more than ${maxEntries} keys; remove old ones.`,
    );
  }
  const [primary, ...older] = parts.map((part, index) => parseEntry(part.trim(), index + 1));
  if (primary === undefined) throw new KeyringError(`GATEHOUSE_KEYRING is missing; ${howToMake}`);
  checkDistinct([primary, ...older]);
  return createKeyring([primary, ...older]);
}

/** @returns the text of a new keyring with one key, fit for GATEHOUSE_KEYRING. */
export function generateKeyring(random: Random): string {
  const keyId = `k${Buffer.from(random.bytes(4)).toString('hex')}`;
  return `${keyId}:${Buffer.from(random.bytes(rootLength)).toString('base64url')}`;
}
