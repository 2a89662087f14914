// API keys: addressed secrets of a project (`gh_pak_`) or of a workspace (`gh_wak_`).

import {
  type ProjectId,
  parseProjectId,
  parseWorkspaceId,
  tokenPrefixes,
  type WorkspaceId,
} from '@gatehouse/protocol';
import type { Random } from '@gatehouse/token-engine/ports';
import {
  generateAddressedSecret,
  hashSecret,
  matchesSecret,
  parseAddressedSecret,
  type SecretHash,
} from './addressed-secrets.ts';
import type { Keyring } from './keyring/keyring.ts';

/** Which key it is: its tenant, and its row there. */
export type ApiKeyAddress =
  | { readonly kind: 'project'; readonly tenantId: ProjectId; readonly keyId: string }
  | { readonly kind: 'workspace'; readonly tenantId: WorkspaceId; readonly keyId: string };

const prefixes = { project: tokenPrefixes.projectApiKey, workspace: tokenPrefixes.workspaceApiKey };

/** @returns a new key's value, 256 bits of it secret. */
export function generateApiKey(address: ApiKeyAddress, random: Random): string {
  const place = { tenantId: address.tenantId, rowId: address.keyId };
  return generateAddressedSecret(prefixes[address.kind], place, random);
}

/** Reads where a key belongs. Says nothing about its authenticity. @returns undefined for what is no key. */
export function parseApiKey(value: string): ApiKeyAddress | undefined {
  const kind = value.startsWith(prefixes.project) ? 'project' : 'workspace';
  const place = parseAddressedSecret(prefixes[kind], value);
  if (place === undefined) return undefined;
  const keyId = place.rowId;
  if (kind === 'project') {
    const tenantId = parseProjectId(place.tenantId);
    return tenantId === undefined ? undefined : { kind, tenantId, keyId };
  }
  const tenantId = parseWorkspaceId(place.tenantId);
  return tenantId === undefined ? undefined : { kind, tenantId, keyId };
}

function keyUse(address: ApiKeyAddress) {
  return {
    purpose: address.kind === 'project' ? 'project-api-key' : 'workspace-api-key',
    tenantId: address.tenantId,
  } as const;
}

/** @returns the hash to store for a key's value. */
export function hashApiKey(keyring: Keyring, address: ApiKeyAddress, value: string): SecretHash {
  return hashSecret(keyring, keyUse(address), value);
}

/** Compares in constant time, and as long where there is no row (`stored` undefined). */
export function matchesApiKey(
  keyring: Keyring,
  presented: { readonly address: ApiKeyAddress; readonly value: string },
  stored: SecretHash | undefined,
): boolean {
  return matchesSecret(keyring, { use: keyUse(presented.address), value: presented.value }, stored);
}
