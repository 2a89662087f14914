// Changing a client: replaced as a whole, patched, or its lifespans alone. The row is locked from reading
// to writing, so that of two changes at the same time none is lost.

import type { ClientRow, ProjectTransaction } from '@gatehouse/database';
import type { ClientDocument } from '@gatehouse/protocol';
import { checkClientLifespans } from '@gatehouse/token-engine/clients';
import type { AdministrationDependencies, ProjectRequest } from '../dependencies.ts';
import { diffMembers, recordChange } from '../record-change.ts';
import { asAdministration, checkMetadata } from './check-metadata.ts';
import {
  buildClientDocument,
  clientNotFound,
  invalidClient,
  readClientCredentials,
} from './client-document.ts';
import { patchDocument } from './patch-document.ts';
import { planSecrets, type SecretPlan } from './secret-plan.ts';

export interface ClientRequest extends ProjectRequest {
  readonly clientId: string;
}

/** @returns the row, locked until the transaction ends. Throws AdministrationError: not_found. */
export async function loadClientForUpdate(
  tx: ProjectTransaction,
  clientId: string,
): Promise<ClientRow> {
  const row = await tx.clients.findForUpdate(clientId);
  if (row === undefined) throw clientNotFound(clientId);
  return row;
}

/**
 * Of a client that registered itself, what goes with every change by an administrator: its registration access
 * token ends, so that the client's next change cannot undo what was decided about it.
 */
export function withdrawRegistration({
  registrationToken,
}: ClientRow): Pick<ClientRow, 'registrationToken'> {
  return registrationToken === undefined ? {} : { registrationToken: 'withdrawn' };
}

async function writeClient(
  tx: ProjectTransaction,
  { by, clientId }: ClientRequest,
  change: { before: ClientRow; metadata: ClientRow['metadata']; plan: SecretPlan },
): Promise<ClientDocument> {
  const { before, metadata, plan } = change;
  const row = await tx.clients.update(clientId, {
    ...withdrawRegistration(before),
    metadata,
    secrets: plan.secrets,
  });
  if (row === undefined) throw clientNotFound(clientId);
  await recordChange(tx, by, {
    action: 'client.updated',
    targetType: 'client',
    targetId: clientId,
    changes: {
      ...diffMembers({ ...before.metadata }, { ...metadata }),
      ...(plan.secrets === before.secrets ? {} : { client_secret: 'changed' }),
    },
  });
  await tx.webhookDeliveries.publish({
    type: 'client.updated',
    at: row.updatedAt,
    data: { client_id: clientId },
  });
  return buildClientDocument(row, plan.shown);
}

async function replaceClient(
  dependencies: AdministrationDependencies,
  request: ClientRequest,
  locked: { tx: ProjectTransaction; before: ClientRow; input: unknown },
): Promise<ClientDocument> {
  const { tx, before, input } = locked;
  const { clientId: givenId, secret: givenSecret } = readClientCredentials(input, before.clientId);
  if (givenId !== undefined) {
    throw invalidClient(
      'client_id',
      'client_id differs from the one in the path; it cannot be changed.',
    );
  }
  const metadata = await checkMetadata(tx, input);
  const plan = planSecrets(dependencies, request.scope, {
    metadata,
    givenSecret,
    storedSecrets: before.secrets,
  });
  return writeClient(tx, request, { before, metadata, plan });
}

/**
 * Replaces a client's metadata (RFC 7592 section 2.2): what is left out goes back to its default. An empty
 * secret keeps the stored ones; a given one takes their place. Throws AdministrationError.
 */
export function setClient(
  dependencies: AdministrationDependencies,
  request: ClientRequest & { readonly input: unknown },
): Promise<ClientDocument> {
  return dependencies.store.withProject(request.scope, async (tx) => {
    const before = await loadClientForUpdate(tx, request.clientId);
    return replaceClient(dependencies, request, { tx, before, input: request.input });
  });
}

/** Applies a JSON Patch (RFC 6902) to a client's document. Throws AdministrationError. */
export function patchClient(
  dependencies: AdministrationDependencies,
  request: ClientRequest & { readonly patch: unknown },
): Promise<ClientDocument> {
  return dependencies.store.withProject(request.scope, async (tx) => {
    const before = await loadClientForUpdate(tx, request.clientId);
    const document = { ...buildClientDocument(before), client_secret: '' };
    const input = patchDocument(document, request.patch);
    // Ory's CLI sends an empty patch where no flag was given.
    if (Array.isArray(request.patch) && request.patch.length === 0)
      return buildClientDocument(before);
    return replaceClient(dependencies, request, { tx, before, input });
  });
}

/** Sets all per-grant lifespans; null or absent means the project's default. Throws AdministrationError. */
export function setClientLifespans(
  { store }: AdministrationDependencies,
  request: ClientRequest & { readonly input: unknown },
): Promise<ClientDocument> {
  return store.withProject(request.scope, async (tx) => {
    const before = await loadClientForUpdate(tx, request.clientId);
    const lifespans = asAdministration(() => checkClientLifespans(request.input));
    const metadata = { ...before.metadata, ...lifespans };
    const plan = { secrets: before.secrets, shown: undefined };
    return writeClient(tx, request, { before, metadata, plan });
  });
}
