// Discovery: RFC 8414 section 2 and OpenID Connect Discovery section 3. Derived from the tables, so it
// names what is served and nothing else.

import { clientAuthTable } from '../client-auth/client-auth-table.ts';
import { grantTable } from '../grants/grant-table.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import { endpointTable, jwksPath } from './endpoint-table.ts';

export type ProviderMetadata = Readonly<Record<string, unknown>>;

export function buildProviderMetadata(project: ProjectRuntime): ProviderMetadata {
  const { issuer } = project.project;
  const methods = clientAuthTable.map((entry) => entry.method);
  const proofs = clientAuthTable.filter((entry) => entry.isProof).map((entry) => entry.method);
  const metadata: Record<string, unknown> = { issuer, jwks_uri: `${issuer}${jwksPath}` };
  for (const [name, endpoint] of Object.entries(endpointTable)) {
    metadata[endpoint.metadataName] = `${issuer}${endpoint.path}`;
    metadata[`${endpoint.metadataName}_auth_methods_supported`] =
      name === 'introspection' ? proofs : methods;
  }
  const algorithms = new Set(project.signer.publicKeys().flatMap((key) => key.alg ?? []));
  return {
    ...metadata,
    grant_types_supported: [...grantTable.keys()],
    response_types_supported: [],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [...algorithms],
    scopes_supported: ['openid', 'offline_access', 'offline'],
  };
}
