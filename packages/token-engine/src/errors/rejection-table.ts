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
  parameters_in_query: {
    code: 'invalid_request',
    description: 'Parameters belong in the body, not in the query.',
    reference: 'RFC 6749 section 2.3.1',
    hint: 'Move the parameters into a form in the body: addresses end up in logs and histories.',
  },
  body_of_other_media_type: {
    code: 'invalid_request',
    description: 'The body must be application/x-www-form-urlencoded in UTF-8, not compressed.',
    reference: 'RFC 6749 appendix B',
    hint: 'Send a form with its content type; JSON is not read here.',
  },
  body_malformed: {
    code: 'invalid_request',
    description: 'The body is not a well-formed form.',
    reference: 'RFC 6749 appendix B',
    hint: 'Percent-encode names and values as UTF-8, and join them by ampersands.',
  },
  rate_limited: {
    code: 'temporarily_unavailable',
    description: 'Too many requests. Try again later.',
    reference: 'RFC 6585 section 4',
    hint: 'Wait as long as Retry-After says, or raise rate_limits in the settings of the project.',
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
  device_pending: {
    code: 'authorization_pending',
    description: 'The end user has not answered yet.',
    reference: 'RFC 8628 section 3.5',
    hint: 'Nothing is wrong: poll again after the interval.',
  },
  device_polls_too_fast: {
    code: 'slow_down',
    description: 'The device polls too fast.',
    reference: 'RFC 8628 section 3.5',
    hint: 'Add 5 seconds to the interval, for this and all later polls.',
  },
  device_denied: {
    code: 'access_denied',
    description: 'The end user denied the request.',
    reference: 'RFC 8628 section 3.5',
    hint: 'Nothing is wrong: somebody said no. Stop polling.',
  },
  device_code_expired: {
    code: 'expired_token',
    description: 'The device code has expired.',
    reference: 'RFC 8628 section 3.5',
    hint: 'Ask for a new device code, and show the new user code.',
  },
  device_code_unknown: {
    code: 'invalid_grant',
    description: 'The grant is invalid, expired or was already used.',
    reference: 'RFC 8628 section 3.5',
    hint: 'The project has issued no such device code, or it is long gone.',
  },
  device_code_of_another_client: {
    code: 'invalid_grant',
    description: 'The grant is invalid, expired or was already used.',
    reference: 'RFC 8628 section 3.4',
    hint: 'The device code was issued to another client. It is still good there.',
  },
  user_code_unknown: {
    code: 'invalid_request',
    description: 'This code is unknown, has expired, or was answered already.',
    reference: 'RFC 8628 section 3.3',
    hint: 'Codes are good for ten minutes and one answer. Start again on the device.',
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
  client_metadata_invalid: {
    code: 'invalid_client_metadata',
    description: 'The client metadata is not valid.',
    reference: 'RFC 7591 section 3.2.2',
    hint: 'See what is wrong with the member under "received"; the settings of the project say what may be registered.',
  },
  client_redirect_uri_invalid: {
    code: 'invalid_redirect_uri',
    description: 'A redirect URI is not valid.',
    reference: 'RFC 7591 section 3.2.2',
    hint: 'Redirect URIs are https, http on loopback, or a scheme of your own domain; without fragment and wildcard.',
  },
  software_statement_unapproved: {
    code: 'unapproved_software_statement',
    description: 'Software statements are not accepted.',
    reference: 'RFC 7591 section 3.2.2',
    hint: 'The project trusts nobody to vouch for clients; register without software_statement.',
  },
  registrations_full: {
    code: 'access_denied',
    description: 'The project takes no further clients that register themselves.',
    reference: 'RFC 7591 section 5',
    hint: 'Delete clients that nobody uses, or raise max_clients under oidc.dynamic_client_registration.',
  },
  registration_token_missing: {
    code: 'invalid_token',
    description: 'The registration access token is required.',
    reference: 'RFC 7592 section 2',
    hint: 'Send the registration_access_token of the client as Authorization: Bearer.',
  },
  registration_token_wrong: {
    code: 'invalid_token',
    description: 'The registration access token is not valid for this client.',
    reference: 'RFC 7592 section 2',
    hint: 'It belongs to another client, was replaced by a change of this one, or the client is gone.',
  },
  assertion_malformed: {
    code: 'invalid_grant',
    description: 'The assertion is invalid, expired or was already used.',
    reference: 'RFC 7523 section 3',
    hint: 'Send a signed JWT with iss, sub, aud, exp, iat and jti, and no key in its header.',
  },
  assertion_issuer_unknown: {
    code: 'invalid_grant',
    description: 'The assertion is invalid, expired or was already used.',
    reference: 'RFC 7523 section 3',
    hint: 'Trust the issuer for this subject and this key: POST /admin/trust/grants/jwt-bearer/issuers.',
  },
  assertion_signature_wrong: {
    code: 'invalid_grant',
    description: 'The assertion is invalid, expired or was already used.',
    reference: 'RFC 7523 section 3',
    hint: 'The key that is trusted did not sign it with its own algorithm.',
  },
  assertion_trust_expired: {
    code: 'invalid_grant',
    description: 'The assertion is invalid, expired or was already used.',
    reference: 'RFC 7523 section 3',
    hint: 'The trust in this issuer has reached its expires_at; trust it anew.',
  },
  assertion_audience_wrong: {
    code: 'invalid_grant',
    description: 'The assertion is invalid, expired or was already used.',
    reference: 'RFC 7523 section 3',
    hint: 'aud is the issuer or the token endpoint of the project, and nobody else besides.',
  },
  assertion_expired: {
    code: 'invalid_grant',
    description: 'The assertion is invalid, expired or was already used.',
    reference: 'RFC 7523 section 3',
    hint: 'exp has passed; make a new assertion for each request.',
  },
  assertion_from_the_future: {
    code: 'invalid_grant',
    description: 'The assertion is invalid, expired or was already used.',
    reference: 'RFC 7523 section 3',
    hint: 'Set the clock of whoever makes assertions.',
  },
  assertion_lives_too_long: {
    code: 'invalid_grant',
    description: 'The assertion is invalid, expired or was already used.',
    reference: 'RFC 7523 section 3',
    hint: 'Shorten it, or raise oauth2.grant.jwt.max_ttl in the settings of the project.',
  },
  assertion_replayed: {
    code: 'invalid_grant',
    description: 'The assertion is invalid, expired or was already used.',
    reference: 'RFC 7523 section 3',
    hint: 'Its jti was seen before; make a new assertion for each request.',
  },
  assertion_scope_exceeds: {
    code: 'invalid_scope',
    description: 'The requested scope exceeds what the assertion may be used for.',
    reference: 'RFC 7521 section 4.1',
    hint: 'Add the scope to the trust in the issuer, or do not ask for it.',
  },
  credential_scope_missing: {
    code: 'insufficient_scope',
    description: 'The access token does not allow this.',
    reference: 'OpenID Connect UserInfo Verifiable Credentials, draft 00, section 3',
    hint: 'Ask for openid and userinfo_credential_draft_00.',
  },
  credential_unsupported: {
    code: 'invalid_request',
    description: 'This kind of credential is not supported.',
    reference: 'OpenID Connect UserInfo Verifiable Credentials, draft 00',
    hint: 'Ask for the format jwt_vc_json and the types VerifiableCredential and UserInfoCredential.',
  },
  credential_proof_missing: {
    code: 'missing_proof',
    description: 'A proof of possession is required; use the nonce of this answer.',
    reference: 'OpenID for Verifiable Credential Issuance, draft 00',
    hint: 'Send proof.jwt with the c_nonce of the answer; nothing is wrong with a first request.',
  },
  credential_proof_wrong: {
    code: 'invalid_request',
    description: 'The proof of possession is not valid.',
    reference: 'OpenID for Verifiable Credential Issuance, draft 00',
    hint: 'Sign aud, iat and nonce as openid4vci-proof+jwt, with the public key in the header.',
  },
  access_token_missing: {
    code: 'invalid_token',
    description: 'An access token is required.',
    reference: 'RFC 6750 section 3',
    hint: 'Send it as Authorization: Bearer.',
  },
  access_token_dead: {
    code: 'invalid_token',
    description: 'The access token is invalid, expired or revoked.',
    reference: 'RFC 6750 section 3.1',
    hint: 'Introspect it to see which of its parents was revoked.',
  },
  openid_scope_missing: {
    code: 'insufficient_scope',
    description: 'The access token does not cover this request.',
    reference: 'OpenID Connect Core section 5.3.1',
    hint: 'Userinfo wants an access token of a person, issued with the scope openid.',
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
