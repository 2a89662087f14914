// What a grant may be used for: RFC 6749 sections 4.4, 5.2 and 6.

import type { RejectionTable } from './rejection.ts';

export const grantRejections = {
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
  refresh_token_unknown: {
    code: 'invalid_grant',
    description: 'The grant is invalid, expired or was already used.',
    reference: 'RFC 6749 section 6',
    hint: 'The project has issued no such refresh token, or it is long gone.',
  },
  refresh_token_of_another_client: {
    code: 'invalid_grant',
    description: 'The grant is invalid, expired or was already used.',
    reference: 'RFC 6749 section 6',
    hint: 'The refresh token was issued to another client. It is still good there.',
  },
  refresh_scope_exceeds: {
    code: 'invalid_scope',
    description: 'The requested scope exceeds what was granted.',
    reference: 'RFC 6749 section 6',
    hint: 'A refresh may narrow the scope, never widen it.',
  },
} as const satisfies RejectionTable;
