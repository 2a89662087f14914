// A client of the console's own project that every start brings up to date.

import { AdministrationError, createClient, setClient } from '@gatehouse/administration';
import type { Installation } from '@gatehouse/project-runtime';
import type { ProjectId } from '@gatehouse/protocol';
import { buildRequestId } from '@gatehouse/runtime';
import { operator } from './operator.ts';

/** Replaces the client, or creates it; of several processes that start at once one creates it. */
export async function seedClient(
  installation: Installation,
  projectId: ProjectId,
  client: { readonly clientId: string; readonly input: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { clientId, input } = client;
  const scope = { projectId, workspaceId: null };
  const request = { scope, clientId, input, by: { actor: operator, requestId: buildRequestId() } };
  try {
    await setClient(installation, request);
  } catch (error) {
    if (!isOfKind(error, 'not_found')) throw error;
    await createOnce(installation, { ...request, input: { ...input, client_id: clientId } });
  }
}

async function createOnce(
  installation: Installation,
  request: Parameters<typeof createClient>[1],
): Promise<void> {
  try {
    await createClient(installation, request);
  } catch (error) {
    if (!isOfKind(error, 'conflict')) throw error;
  }
}

function isOfKind(error: unknown, kind: AdministrationError['kind']): boolean {
  return error instanceof AdministrationError && error.kind === kind;
}
