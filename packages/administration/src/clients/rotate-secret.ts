// Rotating a client's secret: a new one beside the old ones, until they are deleted.

import { generateClientSecret } from '@gatehouse/keys';
import type { ClientDocument } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies } from '../dependencies.ts';
import { recordChange } from '../record-change.ts';
import { type ClientRequest, loadClientForUpdate, withdrawRegistration } from './change-client.ts';
import { buildClientDocument, clientNotFound, invalidClient } from './client-document.ts';
import { maxLiveSecrets, storeSecret, usesSecret } from './secret-plan.ts';

/**
 * Makes a new secret. The ones before keep working until they are deleted. @returns the client with the new
 * secret, which is never shown again. Throws AdministrationError: not_found, invalid (the client has no
 * secret), conflict (five are live).
 */
export function rotateClientSecret(
  dependencies: AdministrationDependencies,
  { scope, by, clientId }: ClientRequest,
): Promise<ClientDocument> {
  return dependencies.store.withProject(scope, async (tx) => {
    const before = await loadClientForUpdate(tx, clientId);
    if (!usesSecret(before.metadata)) {
      throw invalidClient(
        'token_endpoint_auth_method',
        `A client with token_endpoint_auth_method ${before.metadata.token_endpoint_auth_method} has no secret to rotate.`,
      );
    }
    if (before.secrets.length >= maxLiveSecrets) {
      throw new AdministrationError('conflict', 'The client has too many secrets.', {
        reason: `${maxLiveSecrets} secrets of this client work already. Delete the rotated ones first (DELETE …/secrets/rotate).`,
      });
    }
    const secret = generateClientSecret(dependencies.random);
    const secrets = [storeSecret(dependencies, scope, secret), ...before.secrets];
    const row = await tx.clients.update(clientId, { ...withdrawRegistration(before), secrets });
    if (row === undefined) throw clientNotFound(clientId);
    await recordChange(tx, by, {
      action: 'client.secret_rotated',
      targetType: 'client',
      targetId: clientId,
      changes: { live_secrets: { before: before.secrets.length, after: secrets.length } },
    });
    return buildClientDocument(row, secret);
  });
}

/** Ends every secret but the newest. Throws AdministrationError: not_found. */
export function deleteRotatedClientSecrets(
  { store }: AdministrationDependencies,
  { scope, by, clientId }: ClientRequest,
): Promise<void> {
  return store.withProject(scope, async (tx) => {
    const before = await loadClientForUpdate(tx, clientId);
    if (before.secrets.length <= 1) return;
    await tx.clients.update(clientId, {
      ...withdrawRegistration(before),
      secrets: before.secrets.slice(0, 1),
    });
    await recordChange(tx, by, {
      action: 'client.rotated_secrets_deleted',
      targetType: 'client',
      targetId: clientId,
      changes: { live_secrets: { before: before.secrets.length, after: 1 } },
    });
  });
}
