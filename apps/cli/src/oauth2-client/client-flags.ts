// The flags of `create` and `update oauth2-client`: Ory's names and defaults, and the member of the client
// that each one fills.

import type { Flag } from '../flags/flag.ts';

/** A flag and the member of the wire form that it fills (RFC 7591 section 2, and Ory's own). */
export interface ClientFlag {
  readonly flag: Flag;
  readonly member: string;
}

function text(name: string, member: string, summary: string): ClientFlag {
  return { flag: { kind: 'string', name, fallback: '', summary }, member };
}

function textWith(fallback: string, { flag, member }: ClientFlag): ClientFlag {
  return { flag: { ...flag, kind: 'string', fallback }, member };
}

interface ListFlag {
  readonly name: string;
  readonly member: string;
  readonly summary: string;
  readonly fallback?: readonly string[];
}

function list({ name, member, summary, fallback = [] }: ListFlag): ClientFlag {
  return { flag: { kind: 'strings', name, fallback, summary }, member };
}

function yesOrNo(name: string, member: string, summary: string): ClientFlag {
  return { flag: { kind: 'boolean', name, summary }, member };
}

const logoutSid = 'Require the sid claim in the logout token.';

/** Sent on every creation, empty values included: the server takes an empty text for "not set". */
export const clientFlags: readonly ClientFlag[] = [
  text('name', 'client_name', "The client's name."),
  list({
    name: 'grant-type',
    member: 'grant_types',
    summary: 'Allowed grant types.',
    fallback: ['authorization_code'],
  }),
  list({
    name: 'response-type',
    member: 'response_types',
    summary: 'Allowed response types.',
    fallback: ['code'],
  }),
  list({ name: 'scope', member: 'scope', summary: 'The scope that the client may ask for.' }),
  list({
    name: 'audience',
    member: 'audience',
    summary: 'The audiences that the client may ask for.',
  }),
  list({ name: 'redirect-uri', member: 'redirect_uris', summary: 'Allowed redirect URIs.' }),
  text('secret', 'client_secret', 'The secret. Without it, one is generated and shown once.'),
  textWith(
    'client_secret_basic',
    text(
      'token-endpoint-auth-method',
      'token_endpoint_auth_method',
      'client_secret_basic, client_secret_post, private_key_jwt or none.',
    ),
  ),
  text(
    'access-token-strategy',
    'access_token_strategy',
    "How access tokens look: opaque or jwt. Empty: as the project's settings say.",
  ),
  yesOrNo('skip-consent', 'skip_consent', 'Do not ask people for consent.'),
  yesOrNo('skip-logout-consent', 'skip_logout_consent', 'Do not ask people to confirm a logout.'),
  textWith('public', text('subject-type', 'subject_type', 'public or pairwise.')),
  textWith(
    'RS256',
    text(
      'request-object-signing-alg',
      'request_object_signing_alg',
      'Algorithm of signed request objects.',
    ),
  ),
  textWith('{}', text('metadata', 'metadata', 'A JSON object of your choosing.')),
  text('owner', 'owner', 'Who owns the client.'),
  list({ name: 'contact', member: 'contacts', summary: 'Whom to ask about the client.' }),
  text('client-uri', 'client_uri', 'Address of a page about the client.'),
  text('logo-uri', 'logo_uri', "Address of the client's logo."),
  text('policy-uri', 'policy_uri', 'Address of the privacy policy.'),
  text('tos-uri', 'tos_uri', 'Address of the terms of service.'),
  text('jwks-uri', 'jwks_uri', "Address of the client's JSON Web Key Set."),
  text(
    'sector-identifier-uri',
    'sector_identifier_uri',
    'Address of the list of redirect URIs that share pairwise subjects.',
  ),
  list({ name: 'request-uri', member: 'request_uris', summary: 'Registered request URIs.' }),
  list({
    name: 'allowed-cors-origin',
    member: 'allowed_cors_origins',
    summary: 'Origins whose pages may call the token endpoint for this client.',
  }),
  list({
    name: 'post-logout-callback',
    member: 'post_logout_redirect_uris',
    summary: 'Where people may be sent after a logout.',
  }),
  text('backchannel-logout-callback', 'backchannel_logout_uri', 'Back-channel logout URI.'),
  yesOrNo('backchannel-logout-session-required', 'backchannel_logout_session_required', logoutSid),
  text('frontchannel-logout-callback', 'frontchannel_logout_uri', 'Front-channel logout URI.'),
  yesOrNo(
    'frontchannel-logout-session-required',
    'frontchannel_logout_session_required',
    logoutSid,
  ),
];

/** Gatehouse's own; sent only where they were given, so that the rest stays what Ory sends. */
export const ownClientFlags: readonly ClientFlag[] = [
  yesOrNo('require-pkce', 'require_pkce', 'Demand PKCE of a confidential client too.'),
  yesOrNo(
    'strict-client-authentication',
    'strict_client_authentication',
    'Accept the registered authentication method only.',
  ),
];

export const fileFlag: Flag = {
  kind: 'string',
  name: 'file',
  fallback: '',
  summary: 'Read the client from a JSON file, - for standard input; the other flags are ignored.',
};
