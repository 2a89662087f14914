// Discovery: RFC 8414 section 2 and OpenID Connect Discovery section 3. Derived from the tables, so it
// names what is served and nothing else.

import { prompts } from '../authorization/authorization-request.ts';
import { responseModes, responseTypes } from '../authorization/check-response-type.ts';
import { clientAuthTable } from '../client-auth/client-auth-table.ts';
import { grantTable } from '../grants/grant-table.ts';
import type { ProjectRuntime } from '../project-runtime.ts';
import {
  credentialFormat,
  credentialScope,
  credentialTypes,
  proofAlgorithms,
} from './credential-format.ts';
import { type Endpoint, endpointTable, jwksPath } from './endpoint-table.ts';
import { isRegistrationOpen } from './registration-policy.ts';

export type ProviderMetadata = Readonly<Record<string, unknown>>;

export function buildProviderMetadata(project: ProjectRuntime): ProviderMetadata {
  const { issuer } = project.project;
  const methods = clientAuthTable.map((entry) => entry.method);
  const proofs = clientAuthTable.filter((entry) => entry.isProof).map((entry) => entry.method);
  const metadata: Record<string, unknown> = { issuer, jwks_uri: `${issuer}${jwksPath}` };
  for (const endpoint of Object.values<Endpoint>(endpointTable)) {
    if (endpoint === endpointTable.registration && !isRegistrationOpen(project)) continue;
    const { metadataName, path, clients } = endpoint;
    metadata[metadataName] = `${issuer}${path}`;
    if (clients === 'none') continue;
    metadata[`${metadataName}_auth_methods_supported`] = clients === 'all' ? methods : proofs;
  }
  const algorithms = new Set(project.signer.publicKeys().flatMap((key) => key.alg ?? []));
  return {
    ...metadata,
    acr_values_supported: ['aal1'],
    authorization_response_iss_parameter_supported: true,
    claims_parameter_supported: false,
    claims_supported: [
      'sub',
      'iss',
      'auth_time',
      'acr',
      'amr',
      'email',
      'email_verified',
      'name',
      'updated_at',
    ],
    code_challenge_methods_supported: ['S256'],
    credentials_supported_draft_00: [
      {
        cryptographic_binding_methods_supported: ['jwk'],
        cryptographic_suites_supported: proofAlgorithms,
        format: credentialFormat,
        types: credentialTypes,
      },
    ],
    grant_types_supported: [...grantTable.keys()],
    // Ory's names for what is signed with at present; its clients decode no document without them.
    id_token_signed_response_alg: [...algorithms],
    userinfo_signed_response_alg: ['none'],
    id_token_signing_alg_values_supported: [...algorithms],
    prompt_values_supported: prompts,
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    response_modes_supported: responseModes,
    response_types_supported: responseTypes,
    scopes_supported: ['openid', 'offline_access', 'offline', 'email', 'profile', credentialScope],
    subject_types_supported: ['public'],
    ui_locales_supported: ['en', 'de'],
  };
}
