// Assertions as grants: RFC 7523 section 3.

import type { RejectionTable } from './rejection.ts';

export const assertionRejections = {
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
} as const satisfies RejectionTable;
