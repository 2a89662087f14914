// A secret whose value names its tenant and its row, so that the row is looked up inside the tenant's fence:
// prefix + base64url(tenant 16 | row id 16 | secret 32) + checksum 6. Stored as HMAC-SHA-256 under a key
// bound to the tenant.

import { timingSafeEqual } from 'node:crypto';
import type { Random } from '@gatehouse/token-engine/ports';
import { parseBase64url } from './base64url.ts';
import { buildChecksum, checksumLength, stripChecksum } from './checksum.ts';
import type { Keyring, KeyUse } from './keyring/keyring.ts';
import { formatUuid, uuidBytes } from './random.ts';

/** The tenant, and the row there, as UUIDs. */
export interface SecretPlace {
  readonly tenantId: string;
  readonly rowId: string;
}

/** How it is kept. */
export interface SecretHash {
  readonly keyId: string;
  readonly hash: Uint8Array;
}

const bytesLength = 16 + 16 + 32;
const bodyLength = Math.ceil((bytesLength * 4) / 3);

/** @returns a new value, 256 bits of it secret. */
export function generateAddressedSecret(
  prefix: string,
  { tenantId, rowId }: SecretPlace,
  random: Random,
): string {
  const bytes = Buffer.concat([uuidBytes(tenantId), uuidBytes(rowId), random.bytes(32)]);
  const text = prefix + bytes.toString('base64url');
  return text + buildChecksum(text);
}

/** Reads where a value belongs. Says nothing about its authenticity. @returns undefined for what is none. */
export function parseAddressedSecret(prefix: string, value: string): SecretPlace | undefined {
  if (value.length !== prefix.length + bodyLength + checksumLength) return undefined;
  if (!value.startsWith(prefix)) return undefined;
  const body = stripChecksum(value)?.slice(prefix.length);
  const bytes = body === undefined ? undefined : parseBase64url(body);
  if (bytes === undefined) return undefined;
  return {
    tenantId: formatUuid(bytes.subarray(0, 16)),
    rowId: formatUuid(bytes.subarray(16, 32)),
  };
}

/** @returns the hash to store for a value. */
export function hashSecret(keyring: Keyring, use: KeyUse, value: string): SecretHash {
  const key = keyring.primaryKey(use);
  return { keyId: key.keyId, hash: key.keyedHash(value) };
}

/**
 * Compares in constant time. Where there is no row (`stored` undefined) it does the same work and says no,
 * so that the time does not tell an unknown value from a wrong one.
 */
export function matchesSecret(
  keyring: Keyring,
  { use, value }: { readonly use: KeyUse; readonly value: string },
  stored: SecretHash | undefined,
): boolean {
  const known = stored === undefined ? undefined : keyring.keyById(use, stored.keyId);
  const candidate = (known ?? keyring.primaryKey(use)).keyedHash(value);
  const expected = stored?.hash ?? Buffer.alloc(candidate.length);
  const isEqual = expected.length === candidate.length && timingSafeEqual(candidate, expected);
  return isEqual && known !== undefined;
}
