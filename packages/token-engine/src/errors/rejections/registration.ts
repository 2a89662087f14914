// Clients that register themselves: RFC 7591 and RFC 7592.

import type { RejectionTable } from './rejection.ts';

export const registrationRejections = {
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
} as const satisfies RejectionTable;
