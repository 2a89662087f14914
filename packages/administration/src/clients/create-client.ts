import { generateUuid } from '@gatehouse/keys';
import type { ClientDocument } from '@gatehouse/protocol';
import { AdministrationError } from '../administration-error.ts';
import type { AdministrationDependencies, ProjectRequest } from '../dependencies.ts';
import { recordChange } from '../record-change.ts';
import { checkMetadata } from './check-metadata.ts';
import { buildClientDocument, readClientCredentials } from './client-document.ts';
import { planSecrets } from './secret-plan.ts';

/**
 * Creates a client (RFC 7591 section 2). An empty id or secret is made. @returns the client with its
 * secret, which is never shown again. Throws AdministrationError: invalid, conflict (the id is taken).
 */
export async function createClient(
  dependencies: AdministrationDependencies,
  { scope, by, input }: ProjectRequest & { readonly input: unknown },
): Promise<ClientDocument> {
  const { clientId: givenId, secret: givenSecret } = readClientCredentials(input);
  const clientId = givenId ?? generateUuid(dependencies.random);
  return dependencies.store.withProject(scope, async (tx) => {
    const metadata = await checkMetadata(tx, input);
    const client = { metadata, givenSecret, storedSecrets: [] };
    const { secrets, shown } = planSecrets(dependencies, scope, client);
    const row = await tx.clients.insert({ clientId, metadata, secrets });
    if (row === 'exists') {
      throw new AdministrationError('conflict', 'The client exists already.', {
        reason: `This project has a client with the id "${clientId}". Choose another id, or leave it empty to have one made.`,
        field: 'client_id',
      });
    }
    await recordChange(tx, by, {
      action: 'client.created',
      targetType: 'client',
      targetId: clientId,
      changes: { after: metadata },
    });
    await tx.webhookDeliveries.publish({
      type: 'client.created',
      at: row.createdAt,
      data: { client_id: clientId },
    });
    return buildClientDocument(row, shown);
  });
}
