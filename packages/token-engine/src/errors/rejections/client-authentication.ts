// Client authentication: RFC 6749 section 2.3. Every failure sounds the same to the client.

import type { RejectionTable } from './rejection.ts';

export const clientAuthenticationRejections = {
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
} as const satisfies RejectionTable;
