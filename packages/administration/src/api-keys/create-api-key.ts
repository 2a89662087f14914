import type { ApiKeyRow } from '@gatehouse/database';
import { generateApiKey, generateUuid, hashApiKey } from '@gatehouse/keys';
import type { Permission } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies, RequestedBy } from '../dependencies.ts';
import { type ApiKeyOwner, addressOf, withOwner } from './api-key-owner.ts';
import { decideScopes } from './key-permissions.ts';

/** Who makes a key, and what they may do themselves. */
export interface KeyCreator extends RequestedBy {
  readonly permissions: ReadonlySet<Permission>;
}

export interface CreateApiKeyRequest {
  readonly owner: ApiKeyOwner;
  readonly by: KeyCreator;
  readonly name: string;
  /** Absent: what such a key usually needs, as far as the creator has it. */
  readonly scopes?: readonly string[] | undefined;
  /** null or absent: the key ends only when it is deleted. */
  readonly expiresAt?: Date | null | undefined;
}

/** A key that was just made. The value is never shown again. */
export interface CreatedApiKey {
  readonly row: ApiKeyRow;
  readonly value: string;
}

export const maxApiKeys = 200;
const lastCharactersLength = 4;

/** @returns a new key and the row to store for it. */
export function buildApiKey(
  dependencies: Pick<AdministrationDependencies, 'keyring' | 'random'>,
  owner: ApiKeyOwner,
  key: Pick<ApiKeyRow, 'name' | 'scopes' | 'createdBy' | 'origin' | 'expiresAt'>,
): { row: Omit<ApiKeyRow, 'createdAt' | 'updatedAt'>; value: string } {
  const id = generateUuid(dependencies.random);
  const address = addressOf(owner, id);
  const value = generateApiKey(address, dependencies.random);
  const secret = hashApiKey(dependencies.keyring, address, value);
  return { row: { ...key, id, secret, lastCharacters: value.slice(-lastCharactersLength) }, value };
}

function checkName(name: string): string {
  const trimmed = name.trim();
  if (
    trimmed === '' ||
    trimmed.length > 100 ||
    /\p{Cc}/u.test(trimmed) ||
    !trimmed.isWellFormed()
  ) {
    throw new AdministrationError('invalid', 'The name is not valid.', {
      reason: 'name is 1 to 100 characters without line breaks.',
      field: 'name',
    });
  }
  return trimmed;
}

/** Makes a key. Throws AdministrationError: invalid, forbidden (more than the creator may), conflict (too many). */
export async function createApiKey(
  dependencies: AdministrationDependencies,
  request: CreateApiKeyRequest,
): Promise<CreatedApiKey> {
  const { owner, by } = request;
  const expiresAt = request.expiresAt ?? null;
  if (expiresAt !== null && !(expiresAt.getTime() > dependencies.clock.nowSeconds() * 1000)) {
    throw new AdministrationError('invalid', 'The expiry is not valid.', {
      reason: 'expires_at lies in the future, or is null for a key without an end.',
      field: 'expires_at',
    });
  }
  const { row, value } = buildApiKey(dependencies, owner, {
    name: checkName(request.name),
    scopes: decideScopes(owner.kind, request.scopes, by.permissions),
    createdBy: by.actor,
    origin: 'created',
    expiresAt,
  });
  return withOwner(dependencies.store, owner, async (tx) => {
    if ((await tx.apiKeys.list()).length >= maxApiKeys) {
      throw new AdministrationError('conflict', 'There are too many API keys.', {
        reason: `There may be ${maxApiKeys} keys here. Delete one that is not used.`,
      });
    }
    const inserted = await tx.apiKeys.insert(row);
    await tx.record(by, {
      action: 'api_key.created',
      targetType: 'api_key',
      targetId: row.id,
      changes: { name: row.name, scopes: row.scopes, expires_at: expiresAt },
    });
    return { row: inserted, value };
  });
}
