import {
  notApplicableBecause,
  provenBy,
  requirementsOf,
  type Specification,
} from '../requirement.ts';

export const rfc6750: Specification = {
  name: 'RFC 6750, Bearer Token Usage',
  folder: 'rfc6750',
  requirements: requirementsOf([
    ['RFC6750-2.1-1', 'MUST', 'Bearer credentials in the Authorization header'],
    ['RFC6750-2.1-2', 'MUST', 'The scheme is case-insensitive (RFC 9110 section 11.1)'],
    ['RFC6750-2.2-1', 'MAY', 'Credentials in a form body: not taken'],
    ['RFC6750-2.3-1', 'MAY', 'Credentials in the query: not taken'],
    [
      'RFC6750-3-1',
      'MUST',
      '401 with a Bearer challenge, without an error where nothing was presented',
    ],
    ['RFC6750-3.1-1', 'SHOULD', '401 for an invalid credential'],
    ['RFC6750-3.1-2', 'SHOULD', '403 for one that may not do this'],
    ['RFC6750-5.3-1', 'SHOULD', 'Answers that show credentials are not cached'],
    [
      'RFC6750-5.2-1',
      'MUST',
      'TLS for bearer tokens',
      notApplicableBecause('TLS ends in front of the product, and the local start is on loopback'),
    ],
  ]),
};

export const rfc7009: Specification = {
  name: 'RFC 7009, Token Revocation',
  folder: 'rfc7009',
  requirements: requirementsOf([
    ['RFC7009-2-1', 'MUST', 'The endpoint can be found; POST only'],
    ['RFC7009-2.1-1', 'MUST', 'The token parameter is required'],
    ['RFC7009-2.1-2', 'MUST', 'The client is authenticated first'],
    ['RFC7009-2.1-3', 'MUST', 'Only tokens that were issued to the client'],
    ['RFC7009-2.1-4', 'MUST', 'The revocation takes effect at once'],
    ['RFC7009-2.1-5', 'MUST', 'Revoking one access token touches no other'],
    ['RFC7009-2.1-6', 'MUST', 'The search does not end with a wrong hint'],
    ['RFC7009-2.1-7', 'SHOULD', 'Self-contained tokens are revoked too (section 3)'],
    ['RFC7009-2.1-8', 'MUST', 'Client authentication as at the token endpoint'],
    ['RFC7009-2.1-9', 'MUST', 'Revoking a refresh token ends its access tokens'],
    ['RFC7009-2.2-1', 'MUST', '200 for an invalid token'],
    ['RFC7009-2.2-2', 'MUST', '200 for a token that is revoked already'],
    [
      'RFC7009-2.3-1',
      'MAY',
      'CORS and JSONP for browsers',
      notApplicableBecause('browsers are given no secret to revoke with'),
    ],
  ]),
};

export const rfc7662: Specification = {
  name: 'RFC 7662, Token Introspection',
  folder: 'rfc7662',
  requirements: requirementsOf([
    ['RFC7662-2-1', 'MUST', 'The endpoint can be found; POST only'],
    ['RFC7662-2.1-1', 'MUST', 'The token parameter is required'],
    ['RFC7662-2.1-2', 'MUST', 'The caller is authorized'],
    ['RFC7662-2.1-3', 'MUST', 'Nobody can ask in the name of a public client'],
    ['RFC7662-2.1-4', 'MAY', 'A hint only speeds the search up'],
    ['RFC7662-2.2-1', 'MUST', 'active, and what is known of an active token, as JSON'],
    ['RFC7662-2.2-2', 'MUST', 'An inactive token is described by active: false alone'],
    ['RFC7662-2.2-3', 'MUST', 'A token that is not for the caller is inactive to it'],
    ['RFC7662-2.2-4', 'MUST', 'A token for the caller is active to it'],
    ['RFC7662-2.2-5', 'SHOULD', 'Answers are not cached'],
    ['RFC7662-4-1', 'MUST', 'Expired tokens are inactive'],
    ['RFC7662-4-2', 'MUST', 'Revoked tokens are inactive, whatever revoked them'],
    [
      'RFC7662-4-3',
      'MUST',
      'TLS for introspection',
      notApplicableBecause('TLS ends in front of the product, and the local start is on loopback'),
    ],
  ]),
};

export const rfc8628: Specification = {
  name: 'RFC 8628, Device Authorization Grant',
  folder: 'rfc8628',
  requirements: requirementsOf([
    ['RFC8628-3.1-1', 'MUST', 'The device asks by post; a public client names itself'],
    ['RFC8628-3.1-2', 'MUST', 'Clients are authenticated as at the token endpoint'],
    ['RFC8628-3.2-1', 'MUST', 'Both codes, the addresses, the lifetime and the interval'],
    ['RFC8628-3.3-1', 'MUST', 'Whoever enters the code signs in and decides'],
    ['RFC8628-3.3.1-1', 'MUST', 'A code in the address confirms nothing by itself'],
    ['RFC8628-3.4-1', 'MUST', 'The code of this client; confidential ones are authenticated'],
    ['RFC8628-3.5-1', 'MUST', 'The answer of RFC 6749 section 5.1 once it is allowed'],
    ['RFC8628-3.5-2', 'MUST', 'authorization_pending until somebody has answered'],
    ['RFC8628-3.5-3', 'MUST', 'slow_down adds five seconds for this and all later polls'],
    ['RFC8628-3.5-4', 'MUST', 'access_denied once somebody has said no'],
    ['RFC8628-3.5-5', 'MUST', 'expired_token once the code has expired'],
    ['RFC8628-4-1', 'MAY', 'Discovery names the endpoint and the grant type'],
    [
      'RFC8628-5.1-1',
      'SHOULD',
      'Guessing user codes is limited',
      provenBy('the tests of attack 112'),
    ],
    [
      'RFC8628-5.4-1',
      'SHOULD',
      'People are warned of codes that somebody else sent them',
      provenBy('the tests of attack 112, here and of the hosted pages'),
    ],
    ['RFC8628-6.1-1', 'SHOULD', 'Case and separators of a user code do not count'],
  ]),
};

export const rfc9068: Specification = {
  name: 'RFC 9068, JWT Profile for Access Tokens',
  folder: 'rfc9068',
  requirements: requirementsOf([
    ['RFC9068-1-1', 'MAY', 'JWTs are optional: tokens are sealed by default'],
    ['RFC9068-1-2', 'MAY', 'A client may choose JWTs'],
    ['RFC9068-1-3', 'MAY', 'A project may choose JWTs, a client of it sealed tokens'],
    ['RFC9068-2.1-1', 'MUST', 'Typed at+jwt and signed by a published, asymmetric key'],
    ['RFC9068-2.1-2', 'MUST', 'Never the algorithm none'],
    ['RFC9068-2.2-1', 'MUST', 'iss, exp, aud, sub, client_id, iat, jti, and scope where granted'],
    ['RFC9068-2.2-2', 'MUST', 'jti is unique'],
    ['RFC9068-3-1', 'MUST', 'A default audience where none is asked for'],
    ['RFC9068-3-2', 'MUST', 'No audience that was not allowed'],
    [
      'RFC9068-2.2.2-1',
      'SHOULD',
      'Claims about the resource owner',
      notApplicableBecause('access tokens carry none: userinfo and ID tokens do'),
    ],
    [
      'RFC9068-6-1',
      'MAY',
      'Encrypted JWTs',
      notApplicableBecause('sealed tokens hide their content'),
    ],
  ]),
};
