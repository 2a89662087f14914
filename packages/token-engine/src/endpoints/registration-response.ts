// What a client is told of its registration: RFC 7591 section 3.2.1, RFC 7592 section 3. What an administrator
// decides of it is none of its business, and no member stands here that it did not register.

import type { ClientMetadata } from '@gatehouse/protocol';
import { showRegistration } from '../clients/check-registration.ts';
import type { RegisteredClient } from '../ports/client-registrations.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import { endpointTable } from './endpoint-table.ts';

export interface RegistrationResponse extends Partial<ClientMetadata> {
  readonly client_id: string;
  readonly client_secret?: string;
  readonly client_id_issued_at: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly registration_access_token: string;
  readonly registration_client_uri: string;
}

/** `secret`: only where it was just made. `token`: the one that counts from now on, also where it was presented. */
export function buildRegistrationResponse(
  client: RegisteredClient,
  shown: { readonly secret: string | undefined; readonly token: string },
  { project }: ProjectRuntime,
): RegistrationResponse {
  const { clientId, metadata, createdAt, updatedAt } = client;
  const path = `${endpointTable.registration.path}/${encodeURIComponent(clientId)}`;
  return {
    ...showRegistration(metadata),
    client_id: clientId,
    ...(shown.secret === undefined
      ? {}
      : {
          client_secret: shown.secret,
          client_secret_expires_at: metadata.client_secret_expires_at,
        }),
    client_id_issued_at: Math.floor(createdAt.getTime() / 1000),
    created_at: createdAt.toISOString(),
    updated_at: updatedAt.toISOString(),
    registration_access_token: shown.token,
    registration_client_uri: `${project.issuer}${path}`,
  };
}
