import type { AdministrationDependencies } from '../dependencies.ts';
import { recordChange } from '../record-change.ts';
import { type ClientRequest, loadClientForUpdate } from './change-client.ts';
import { clientNotFound } from './client-document.ts';

/** Deletes a client; all its tokens are dead with the commit. Throws AdministrationError: not_found. */
export function deleteClient(
  { store, clock }: AdministrationDependencies,
  { scope, by, clientId }: ClientRequest,
): Promise<void> {
  return store.withProject(scope, async (tx) => {
    const { metadata } = await loadClientForUpdate(tx, clientId);
    if (!(await tx.clients.delete(clientId))) throw clientNotFound(clientId);
    await recordChange(tx, by, {
      action: 'client.deleted',
      targetType: 'client',
      targetId: clientId,
      changes: { before: metadata },
    });
    await tx.webhookDeliveries.publish({
      type: 'client.deleted',
      at: new Date(clock.nowMilliseconds()),
      data: { client_id: clientId },
    });
  });
}

/**
 * Ends every token of a client by raising its epoch; the client itself stays. Throws AdministrationError:
 * not_found, so that a mistyped id is not taken for a revocation.
 */
export function deleteClientTokens(
  { store }: AdministrationDependencies,
  { scope, by, clientId }: ClientRequest,
): Promise<void> {
  return store.withProject(scope, async (tx) => {
    await loadClientForUpdate(tx, clientId);
    await tx.raiseEpoch({ kind: 'client', clientId });
    await recordChange(tx, by, {
      action: 'client.tokens_revoked',
      targetType: 'client',
      targetId: clientId,
      changes: {},
    });
  });
}
