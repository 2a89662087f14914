// The client by which people sign in on the command line: public, with PKCE, on a loopback port that the
// system picks (RFC 8252 section 7.3). Its id is the one that Ory's command line uses.

import { AdministrationError, createClient, getClient, setClient } from '@gatehouse/administration';
import type { Installation } from '@gatehouse/project-runtime';
import { buildManagementUrl, type ProjectId } from '@gatehouse/protocol';
import { buildRequestId } from '@gatehouse/runtime';
import { operator } from './operator.ts';

const clientId = 'ory-cli';

/** Creates the client in the console's own project, or moves it to the address of today. */
export async function seedCommandLineClient(
  installation: Installation,
  projectId: ProjectId,
): Promise<void> {
  const scope = { projectId, workspaceId: null };
  const input = buildMetadata(buildManagementUrl(installation.addressing));
  const request = { scope, clientId, input, by: { actor: operator, requestId: buildRequestId() } };
  try {
    const { audience } = await getClient(installation, request);
    if (audience.join(' ') === input.audience.join(' ')) return;
    await setClient(installation, request);
  } catch (error) {
    if (!isOfKind(error, 'not_found')) throw error;
    await createOnce(installation, { ...request, input: { ...input, client_id: clientId } });
  }
}

function buildMetadata(managementUrl: string) {
  return {
    client_name: 'Gatehouse command line',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: ['http://127.0.0.1/callback'],
    scope: 'offline_access offline email profile openid',
    audience: [managementUrl],
    skip_consent: true,
  };
}

/** Of several processes that start at once one creates it. */
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
