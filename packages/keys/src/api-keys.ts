// API keys: the value names its tenant and its row, so that the row is looked up inside the tenant's fence.
// `gh_pak_` or `gh_wak_` + base64url(tenant 16 | key id 16 | secret 32) + checksum 6.

import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  type ProjectId,
  parseProjectId,
  parseWorkspaceId,
  tokenPrefixes,
  type WorkspaceId,
} from '@gatehouse/protocol';
import type { Random } from '@gatehouse/token-engine/ports';
import { parseBase64url } from './base64url.ts';
import { buildChecksum, checksumLength, stripChecksum } from './checksum.ts';
import type { DerivedKey, Keyring } from './keyring/keyring.ts';
import { formatUuid, uuidBytes } from './random.ts';

/** Which key it is: its tenant, and its row there. */
export type ApiKeyAddress =
  | { readonly kind: 'project'; readonly tenantId: ProjectId; readonly keyId: string }
  | { readonly kind: 'workspace'; readonly tenantId: WorkspaceId; readonly keyId: string };

/** How an API key is kept: HMAC-SHA-256 under a key bound to its tenant. */
export interface ApiKeyHash {
  readonly keyId: string;
  readonly hash: Uint8Array;
}

const bytesLength = 16 + 16 + 32;
const bodyLength = Math.ceil((bytesLength * 4) / 3);
const prefixes = { project: tokenPrefixes.projectApiKey, workspace: tokenPrefixes.workspaceApiKey };

/** @returns a new key's value, 256 bits of it secret. */
export function generateApiKey(address: ApiKeyAddress, random: Random): string {
  const bytes = Buffer.concat([
    uuidBytes(address.tenantId),
    uuidBytes(address.keyId),
    random.bytes(32),
  ]);
  const text = prefixes[address.kind] + bytes.toString('base64url');
  return text + buildChecksum(text);
}

/** Reads where a key belongs. Says nothing about its authenticity. @returns undefined for what is no key. */
export function parseApiKey(value: string): ApiKeyAddress | undefined {
  const kind = value.startsWith(prefixes.project) ? 'project' : 'workspace';
  const prefix = prefixes[kind];
  if (value.length !== prefix.length + bodyLength + checksumLength) return undefined;
  if (!value.startsWith(prefix)) return undefined;
  const body = stripChecksum(value)?.slice(prefix.length);
  const bytes = body === undefined ? undefined : parseBase64url(body);
  if (bytes === undefined) return undefined;
  const tenant = formatUuid(bytes.subarray(0, 16));
  const keyId = formatUuid(bytes.subarray(16, 32));
  if (kind === 'project') {
    const tenantId = parseProjectId(tenant);
    return tenantId === undefined ? undefined : { kind, tenantId, keyId };
  }
  const tenantId = parseWorkspaceId(tenant);
  return tenantId === undefined ? undefined : { kind, tenantId, keyId };
}

function keyUse(address: ApiKeyAddress) {
  return {
    purpose: address.kind === 'project' ? 'project-api-key' : 'workspace-api-key',
    tenantId: address.tenantId,
  } as const;
}

function hashWith(key: DerivedKey, value: string): Buffer {
  return createHmac('sha256', key.key).update(value).digest();
}

/** @returns the hash to store for a key's value. */
export function hashApiKey(keyring: Keyring, address: ApiKeyAddress, value: string): ApiKeyHash {
  const key = keyring.primaryKey(keyUse(address));
  return { keyId: key.keyId, hash: hashWith(key, value) };
}

/**
 * Compares in constant time. Where there is no row (`stored` undefined) it does the same work and says no,
 * so that the time does not tell an unknown key from a wrong one.
 */
export function matchesApiKey(
  keyring: Keyring,
  presented: { readonly address: ApiKeyAddress; readonly value: string },
  stored: ApiKeyHash | undefined,
): boolean {
  const use = keyUse(presented.address);
  const known = stored === undefined ? undefined : keyring.keyById(use, stored.keyId);
  const candidate = hashWith(known ?? keyring.primaryKey(use), presented.value);
  const expected = stored?.hash ?? Buffer.alloc(candidate.length);
  const isEqual = expected.length === candidate.length && timingSafeEqual(candidate, expected);
  return isEqual && known !== undefined;
}
