import type { ApiKeyRow } from '@gatehouse/database';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies, RequestedBy } from '../dependencies.ts';
import { type ApiKeyOwner, withOwner } from './api-key-owner.ts';

/** @returns the keys that somebody made to keep, in the order of their creation. */
export function listApiKeys(
  { store }: AdministrationDependencies,
  owner: ApiKeyOwner,
): Promise<readonly ApiKeyRow[]> {
  return withOwner(store, owner, (tx) => tx.apiKeys.list());
}

/** Deletes a key: it is refused from the commit on. Throws AdministrationError: not_found. */
export function deleteApiKey(
  { store }: AdministrationDependencies,
  request: { readonly owner: ApiKeyOwner; readonly by: RequestedBy; readonly keyId: string },
): Promise<void> {
  const { owner, by, keyId } = request;
  return withOwner(store, owner, async (tx) => {
    const row = await tx.apiKeys.find(keyId);
    if (row === undefined || !(await tx.apiKeys.delete(keyId))) {
      throw new AdministrationError('not_found', 'The API key does not exist.', {
        reason: 'There is no API key of that id here.',
      });
    }
    await tx.record(by, {
      action: 'api_key.deleted',
      targetType: 'api_key',
      targetId: keyId,
      changes: { name: row.name, scopes: row.scopes },
    });
  });
}
