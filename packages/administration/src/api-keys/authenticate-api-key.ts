// From a presented API key to who it is and what it may do. Whatever is wrong with it, the answer is the same.

import type { Actor, ApiKeyRow, ControlStore, ProjectScope } from '@gatehouse/database';
import { type ApiKeyAddress, matchesApiKey, parseApiKey } from '@gatehouse/keys';
import type { Permission, WorkspaceId } from '@gatehouse/protocol';
import type { AdministrationDependencies } from '../dependencies.ts';
import { readScopes } from './key-permissions.ts';
import { loadHolderPermissions } from './load-holder-permissions.ts';

/** Who presents a valid key, where it counts, and what it may do there. */
export interface Principal {
  /** For an exchanged key: whoever exchanged for it. */
  readonly actor: Actor;
  readonly permissions: ReadonlySet<Permission>;
  readonly scope:
    | { readonly kind: 'workspace'; readonly workspaceId: WorkspaceId }
    | ({ readonly kind: 'project' } & ProjectScope);
  readonly expiresAt: Date | undefined;
}

/** undefined `row`: the tenant has no such key. */
export interface FoundApiKey {
  readonly row: ApiKeyRow | undefined;
  readonly scope: Principal['scope'];
}

/** @returns undefined where there is no such tenant, or the key does not count where it is presented. */
export type FindApiKey = (address: ApiKeyAddress) => Promise<FoundApiKey | undefined>;

async function findStoredKey(
  store: ControlStore,
  address: ApiKeyAddress,
): Promise<FoundApiKey | undefined> {
  const { keyId } = address;
  if (address.kind === 'workspace') {
    const workspaceId = address.tenantId;
    const row = await store.withWorkspace(workspaceId, (tx) => tx.apiKeys.find(keyId));
    return { row, scope: { kind: 'workspace', workspaceId } };
  }
  const scope = await store.scopeOfProject(address.tenantId);
  if (scope === undefined) return undefined;
  const row = await store.withProject(scope, (tx) => tx.apiKeys.find(keyId));
  return { row, scope: { kind: 'project', ...scope } };
}

/**
 * Looks a presented key up and compares it in constant time. @returns undefined for anything that is not a
 * key of ours, alive; a key of an unknown tenant and a wrong one are not told apart. Throws StoreUnavailable.
 * `findKey`: undefined asks the tables each time.
 */
export async function authenticateApiKey(
  { store, keyring, clock }: Pick<AdministrationDependencies, 'store' | 'keyring' | 'clock'>,
  value: string,
  findKey: FindApiKey = (address) => findStoredKey(store, address),
): Promise<Principal | undefined> {
  const address = parseApiKey(value);
  if (address === undefined) return undefined;
  const found = await findKey(address);
  const isMatch = matchesApiKey(keyring, { address, value }, found?.row?.secret);
  if (!isMatch || found?.row === undefined) return undefined;
  const { row, scope } = found;
  if (row.expiresAt !== null && row.expiresAt.getTime() <= clock.nowSeconds() * 1000) {
    return undefined;
  }
  const expiresAt = row.expiresAt ?? undefined;
  const permissions = readScopes(row.scopes);
  if (scope.kind === 'workspace' || row.origin === 'created') {
    const kind = scope.kind === 'project' ? 'project_api_key' : 'workspace_api_key';
    return { actor: { kind, id: row.id, name: row.name }, permissions, scope, expiresAt };
  }
  const holder = row.createdBy;
  const held = await loadHolderPermissions(store, {
    scope,
    holder,
    nowSeconds: clock.nowSeconds(),
  });
  if (held === undefined) return undefined;
  const remaining = new Set([...permissions].filter((name) => held.has(name)));
  return { actor: holder, permissions: remaining, scope, expiresAt };
}
