// The rules of client metadata stand in the engine; here their errors become the administration's.

import type { ProjectTransaction } from '@gatehouse/database';
import { buildProjectSettings, type ClientMetadata } from '@gatehouse/protocol';
import { ClientMetadataError, checkClientMetadata } from '@gatehouse/token-engine/clients';
import { invalidClient } from './client-document.ts';

/** Runs a check of the engine. Throws AdministrationError for what it refuses. */
export function asAdministration<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof ClientMetadataError) throw invalidClient(error.field, error.message);
    throw error;
  }
}

/** Checks a whole document under the project's settings. Throws AdministrationError. */
export async function checkMetadata(
  tx: ProjectTransaction,
  input: unknown,
): Promise<ClientMetadata> {
  const { document } = await tx.revisions.current();
  const { defaultScope } = buildProjectSettings(document);
  return asAdministration(() => checkClientMetadata(input, { defaultScope }));
}
