// A workspace key does not reach a project's data. Its holder, or a member, exchanges it for a key of one
// project that lives for a quarter of an hour and may do at most what they may.

import { jobKinds, type Permission } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies, ProjectRequest } from '../dependencies.ts';
import { recordChange } from '../record-change.ts';
import { buildApiKey, type KeyCreator } from './create-api-key.ts';
import { usualProjectKeyPermissions } from './key-permissions.ts';

export const exchangedKeyLifetimeSeconds = 15 * 60;
const removalDelaySeconds = 60;

export interface ExchangedKey {
  readonly value: string;
  readonly permissions: readonly Permission[];
  readonly expiresAt: Date;
  readonly lifetimeSeconds: number;
}

/** Makes the short-lived key. Throws AdministrationError: not_found (no such project), forbidden (nothing to hand on). */
export async function exchangeForProjectKey(
  dependencies: AdministrationDependencies,
  { scope, by }: Omit<ProjectRequest, 'by'> & { readonly by: KeyCreator },
): Promise<ExchangedKey> {
  const permissions = [...usualProjectKeyPermissions].filter((name) => by.permissions.has(name));
  if (permissions.length === 0) {
    throw new AdministrationError('forbidden', 'There is nothing to exchange.', {
      reason: 'You have no permission that counts inside a project.',
    });
  }
  const expiresAtSeconds = dependencies.clock.nowSeconds() + exchangedKeyLifetimeSeconds;
  const expiresAt = new Date(expiresAtSeconds * 1000);
  const { row, value } = buildApiKey(
    dependencies,
    { kind: 'project', ...scope },
    {
      name: `Exchanged by ${by.actor.name}`,
      scopes: permissions,
      createdBy: by.actor,
      origin: 'exchanged',
      expiresAt,
    },
  );
  return dependencies.store.withProject(scope, async (tx) => {
    if ((await tx.project()) === undefined) {
      throw new AdministrationError('not_found', 'The project does not exist.', {
        reason: 'There is no project of that id.',
      });
    }
    await tx.apiKeys.insert(row);
    await tx.addToOutbox({
      kind: jobKinds.removeExchangedApiKey,
      payload: { keyId: row.id },
      availableAt: new Date((expiresAtSeconds + removalDelaySeconds) * 1000),
    });
    await recordChange(tx, by, {
      action: 'api_key.exchanged',
      targetType: 'api_key',
      targetId: row.id,
      changes: { scopes: permissions, expires_at: expiresAt },
    });
    return { value, permissions, expiresAt, lifetimeSeconds: exchangedKeyLifetimeSeconds };
  });
}
