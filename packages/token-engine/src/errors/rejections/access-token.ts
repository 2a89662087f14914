// Access tokens that are presented: RFC 6750 section 3.1.

import type { RejectionTable } from './rejection.ts';

export const accessTokenRejections = {
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
} as const satisfies RejectionTable;
