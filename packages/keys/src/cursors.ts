// Page tokens: the position of the last row, authenticated together with the tenant and with the order and
// filter of the list, so that no cursor can be made up, carried to another tenant, or mixed into another list.
// base64url(version 1 | key tag 4 | mac 16 | position as JSON).

import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseBase64url } from './base64url.ts';
import { type DerivedKey, type Keyring, keyTagLength } from './keyring/keyring.ts';

/** The list that a cursor belongs to. */
export interface CursorList {
  /** The project's or workspace's id. */
  readonly tenantId: string;
  /** The name of the list and its order, as `clients:created_at`. */
  readonly sort: string;
  readonly filter: Readonly<Record<string, string | undefined>>;
}

const version = 1;
const macLength = 16;
const positionOffset = 1 + keyTagLength + macLength;
const longestCursor = 1024;

function buildMac(key: DerivedKey, list: CursorList, position: Uint8Array): Buffer {
  const filter = Object.entries(list.filter)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', key.key)
    .update(JSON.stringify([version, list.sort, filter]))
    .update('\n')
    .update(position)
    .digest()
    .subarray(0, macLength);
}

/** @returns the page token for the rows after this position. */
export function sealCursor(
  keyring: Keyring,
  list: CursorList,
  position: readonly string[],
): string {
  const key = keyring.primaryKey({ purpose: 'cursor', tenantId: list.tenantId });
  const bytes = Buffer.from(JSON.stringify(position));
  const mac = buildMac(key, list, bytes);
  return Buffer.concat([Buffer.of(version), key.tag, mac, bytes]).toString('base64url');
}

/** @returns the position, or undefined where the token was not made for this list of this tenant. */
export function openCursor(
  keyring: Keyring,
  list: CursorList,
  cursor: string,
): readonly string[] | undefined {
  if (cursor.length > longestCursor) return undefined;
  const bytes = parseBase64url(cursor);
  if (bytes === undefined || bytes.length <= positionOffset || bytes[0] !== version)
    return undefined;
  const use = { purpose: 'cursor', tenantId: list.tenantId } as const;
  const key = keyring.keyByTag(use, bytes.readUInt32BE(1));
  if (key === undefined) return undefined;
  const position = bytes.subarray(positionOffset);
  const mac = bytes.subarray(1 + keyTagLength, positionOffset);
  if (!timingSafeEqual(mac, buildMac(key, list, position))) return undefined;
  const parsed: unknown = JSON.parse(position.toString());
  return Array.isArray(parsed) ? parsed.map(String) : undefined;
}
