// Every reason for which the engine refuses a request: the RFC's code, what the client is told, where it
// stands, and what the developer reads in the trace. The slugs are stable; documentation is made from them.

import type { OAuthErrorCode } from '@gatehouse/protocol';

export interface Rejection {
  readonly code: OAuthErrorCode;
  /** Public and terse: characters of RFC 6749 section 5.2 only, and nothing that helps an attacker. */
  readonly description: string;
  readonly reference: string;
  /** One sentence for the developer, shown in the trace only. */
  readonly hint: string;
}

const table = {
  duplicate_parameter: {
    code: 'invalid_request',
    description: 'A request parameter is included more than once.',
    reference: 'RFC 6749 section 3.2',
    hint: 'Send each parameter once; check for the same name in query and body.',
  },
  parameter_missing: {
    code: 'invalid_request',
    description: 'A required request parameter is missing.',
    reference: 'RFC 6749 section 5.2',
    hint: 'Add the parameter named under "expected".',
  },
  parameter_malformed: {
    code: 'invalid_request',
    description: 'A request parameter is malformed.',
    reference: 'RFC 6749 section 5.2',
    hint: 'See the parameter named under "expected": its length or its characters are not allowed.',
  },
  grant_type_unknown: {
    code: 'unsupported_grant_type',
    description: 'The authorization grant type is not supported.',
    reference: 'RFC 6749 section 5.2',
    hint: 'The discovery document lists what is supported under grant_types_supported.',
  },
  grant_type_not_allowed: {
    code: 'unauthorized_client',
    description: 'The client is not authorized to use this grant type.',
    reference: 'RFC 6749 section 5.2',
    hint: "Add the grant type to the client's grant_types.",
  },
  client_public_for_client_credentials: {
    code: 'unauthorized_client',
    description: 'The client is not authorized to use this grant type.',
    reference: 'RFC 6749 section 4.4',
    hint: 'Client credentials are for confidential clients only: give the client an authentication method.',
  },
  client_authentication_missing: {
    code: 'invalid_client',
    description: 'Client authentication is required.',
    reference: 'RFC 6749 section 2.3',
    hint: 'Send the client id and secret by HTTP Basic, or client_id and client_secret in the body.',
  },
  client_authentication_malformed: {
    code: 'invalid_client',
    description: 'Client authentication failed.',
    reference: 'RFC 6749 section 2.3.1',
    hint: 'Form-urlencode client id and secret each, join them by a colon, and base64-encode the result.',
  },
  client_authentication_twice: {
    code: 'invalid_request',
    description: 'The request uses more than one client authentication method.',
    reference: 'RFC 6749 section 2.3',
    hint: 'Send the secret either by HTTP Basic or in the body, never both.',
  },
  client_id_contradicts: {
    code: 'invalid_client',
    description: 'Client authentication failed.',
    reference: 'RFC 6749 section 2.3.1',
    hint: 'The client_id in the body names another client than the Authorization header.',
  },
  client_unknown: {
    code: 'invalid_client',
    description: 'Client authentication failed.',
    reference: 'RFC 6749 section 5.2',
    hint: 'The project has no client of that id. Is it the right project?',
  },
  client_method_not_registered: {
    code: 'invalid_client',
    description: 'Client authentication failed.',
    reference: 'OpenID Connect Core section 9',
    hint: 'The client is registered for another token_endpoint_auth_method.',
  },
  client_secret_wrong: {
    code: 'invalid_client',
    description: 'Client authentication failed.',
    reference: 'RFC 6749 section 2.3.1',
    hint: 'The secret does not match. It is shown once only; rotate it if it is lost.',
  },
  scope_malformed: {
    code: 'invalid_scope',
    description: 'The requested scope is malformed.',
    reference: 'RFC 6749 section 3.3',
    hint: 'Scopes are separated by single spaces and hold no quotes, backslashes or control characters.',
  },
  scope_not_allowed: {
    code: 'invalid_scope',
    description: 'The requested scope exceeds what the client may have.',
    reference: 'RFC 6749 section 3.3',
    hint: "Add the scope to the client's scope, or do not ask for it.",
  },
  scope_needs_an_identity: {
    code: 'invalid_scope',
    description: 'The requested scope is not available to this grant type.',
    reference: 'OpenID Connect Core section 3.1.2.1',
    hint: 'openid and offline access speak about a person; client credentials has none.',
  },
  audience_not_allowed: {
    code: 'invalid_request',
    description: 'The requested audience is not allowed for this client.',
    reference: 'RFC 8707 section 2',
    hint: "Add the audience to the client's audience list.",
  },
  grant_already_redeemed: {
    code: 'invalid_grant',
    description: 'The grant is invalid, expired or was already used.',
    reference: 'RFC 6749 section 4.1.2',
    hint: 'It was redeemed before. Everything that was issued from it has been revoked.',
  },
  grant_expired: {
    code: 'invalid_grant',
    description: 'The grant is invalid, expired or was already used.',
    reference: 'RFC 6749 section 4.1.2',
    hint: 'It expired before it was redeemed. Start again.',
  },
  grant_revoked: {
    code: 'invalid_grant',
    description: 'The grant is invalid, expired or was already used.',
    reference: 'RFC 6749 section 5.2',
    hint: 'The grant, or what it belongs to, has been revoked.',
  },
  introspection_by_public_client: {
    code: 'invalid_client',
    description: 'Client authentication failed.',
    reference: 'RFC 7662 section 2.1',
    hint: 'Introspection is for confidential clients: anybody could ask in the name of a public one.',
  },
  project_halted: {
    code: 'temporarily_unavailable',
    description: 'The project is halted.',
    reference: 'Gatehouse',
    hint: 'An administrator has halted the project; set its state to running.',
  },
} as const satisfies Record<string, Rejection>;

export type RejectionSlug = keyof typeof table;

export const rejectionTable: Readonly<Record<RejectionSlug, Rejection>> = table;
