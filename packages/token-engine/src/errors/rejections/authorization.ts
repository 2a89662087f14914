// Authorization requests, and the codes that they yield: RFC 6749 section 4.1, RFC 7636, OpenID Connect Core section 3.1.

import type { RejectionTable } from './rejection.ts';

export const authorizationRejections = {
  authorization_client_unknown: {
    code: 'invalid_client',
    description: 'The client is unknown.',
    reference: 'RFC 6749 section 4.1.2.1',
    hint: 'The project has no client of that id. Is it the right project?',
  },
  redirect_uri_not_registered: {
    code: 'invalid_request',
    description: 'The redirect URI is not registered for this client.',
    reference: 'RFC 6749 section 3.1.2.3',
    hint: "Add the very same URI to the client's redirect_uris; every character counts.",
  },
  response_type_unsupported: {
    code: 'unsupported_response_type',
    description: 'The response type is not supported.',
    reference: 'RFC 6749 section 4.1.2.1',
    hint: 'Use response_type=code with PKCE; tokens in an address bar are not issued.',
  },
  response_type_not_allowed: {
    code: 'unauthorized_client',
    description: 'The client is not authorized to use this response type.',
    reference: 'RFC 6749 section 4.1.2.1',
    hint: "Add code to the client's response_types and authorization_code to its grant_types.",
  },
  response_mode_unsupported: {
    code: 'invalid_request',
    description: 'The response mode is not supported.',
    reference: 'OAuth 2.0 Multiple Response Type Encoding Practices section 2.1',
    hint: 'Leave response_mode out, or use query.',
  },
  pkce_required: {
    code: 'invalid_request',
    description: 'This client has to use PKCE.',
    reference: 'RFC 7636 section 4.4.1',
    hint: 'Send code_challenge and code_challenge_method=S256.',
  },
  pkce_method_not_allowed: {
    code: 'invalid_request',
    description: 'The code challenge method is not allowed.',
    reference: 'RFC 9700 section 2.1.1',
    hint: 'Use code_challenge_method=S256; plain, or none, protects nothing.',
  },
  pkce_challenge_malformed: {
    code: 'invalid_request',
    description: 'The code challenge is malformed.',
    reference: 'RFC 7636 section 4.2',
    hint: 'It is BASE64URL(SHA256(code_verifier)), 43 characters without padding.',
  },
  pkce_verifier_wrong: {
    code: 'invalid_grant',
    description: 'The grant is invalid, expired or was already used.',
    reference: 'RFC 7636 section 4.6',
    hint: 'code_verifier does not belong to the code_challenge of the authorization request.',
  },
  pkce_verifier_unexpected: {
    code: 'invalid_grant',
    description: 'The grant is invalid, expired or was already used.',
    reference: 'RFC 9700 section 4.8.2',
    hint: 'The authorization request had no code_challenge, so somebody may have removed it.',
  },
  prompt_malformed: {
    code: 'invalid_request',
    description: 'The prompt parameter is malformed.',
    reference: 'OpenID Connect Core section 3.1.2.1',
    hint: 'none stands alone; known are login, consent, select_account and create.',
  },
  id_token_hint_invalid: {
    code: 'invalid_request',
    description: 'The ID token hint is not acceptable.',
    reference: 'OpenID Connect Core section 3.1.2.1',
    hint: 'Send an ID token that this project issued to this client, or leave it out.',
  },
  request_object_unsupported: {
    code: 'request_not_supported',
    description: 'Request objects are not supported.',
    reference: 'OpenID Connect Core section 6',
    hint: 'Send the parameters plainly.',
  },
  request_uri_unsupported: {
    code: 'request_uri_not_supported',
    description: 'Request URIs are not supported.',
    reference: 'OpenID Connect Core section 6',
    hint: 'Send the parameters plainly.',
  },
  login_required: {
    code: 'login_required',
    description: 'The end user has to log in.',
    reference: 'OpenID Connect Core section 3.1.2.6',
    hint: 'prompt=none found no session that will do; ask again without it.',
  },
  consent_required: {
    code: 'consent_required',
    description: 'The end user has to consent.',
    reference: 'OpenID Connect Core section 3.1.2.6',
    hint: 'prompt=none found no remembered consent; ask again without it.',
  },
  consent_denied: {
    code: 'access_denied',
    description: 'The end user denied the request.',
    reference: 'RFC 6749 section 4.1.2.1',
    hint: 'Nothing is wrong: somebody said no.',
  },
  consent_exceeds_request: {
    code: 'invalid_scope',
    description: 'The consent exceeds the request.',
    reference: 'RFC 6749 section 3.3',
    hint: 'Grant only scopes and audiences that the client asked for.',
  },
  login_subject_differs: {
    code: 'invalid_request',
    description: 'The login page was to confirm another subject.',
    reference: 'OpenID Connect Core section 3.1.2.3',
    hint: 'Accept the subject of the login request where skip is true, or reject it.',
  },
  authorization_request_unknown: {
    code: 'invalid_request',
    description: 'This sign-in is unknown, has expired, or was begun in another browser.',
    reference: 'Gatehouse',
    hint: 'Go back to the application and start again.',
  },
  code_unknown: {
    code: 'invalid_grant',
    description: 'The grant is invalid, expired or was already used.',
    reference: 'RFC 6749 section 5.2',
    hint: 'The project has issued no such code, or it is long gone.',
  },
  code_of_another_client: {
    code: 'invalid_grant',
    description: 'The grant is invalid, expired or was already used.',
    reference: 'RFC 6749 section 4.1.3',
    hint: 'The code was issued to another client. It is still good there.',
  },
  redirect_uri_differs: {
    code: 'invalid_grant',
    description: 'The grant is invalid, expired or was already used.',
    reference: 'RFC 6749 section 4.1.3',
    hint: 'redirect_uri has to be the same as in the authorization request.',
  },
} as const satisfies RejectionTable;
