// What demands a person in front of a browser: PKCE, the issuer in answers, OpenID Connect.

import { notApplicableBecause, requirementsOf, type Specification } from '../requirement.ts';

export const rfc7636: Specification = {
  name: 'RFC 7636, Proof Key for Code Exchange',
  folder: 'rfc7636',
  requirements: requirementsOf([
    ['RFC7636-4.1-1', 'MUST', 'Verifiers of 43 to 128 unreserved characters'],
    [
      'RFC7636-4.2-1',
      'MAY',
      'The method plain',
      notApplicableBecause('only S256 is offered (RFC 9700 section 2.1.1)'),
    ],
    ['RFC7636-4.3-1', 'MUST', 'An unsupported method is invalid_request'],
    ['RFC7636-4.4.1-1', 'MUST', 'A missing challenge is invalid_request where PKCE is required'],
    ['RFC7636-4.6-1', 'MUST', 'A verifier that does not fit is invalid_grant'],
    ['RFC7636-4.6-2', 'MUST', 'The verifier is compared after its transformation'],
  ]),
};

export const rfc9207: Specification = {
  name: 'RFC 9207, Authorization Server Issuer Identification',
  folder: 'rfc9207',
  requirements: requirementsOf([
    ['RFC9207-2-1', 'MUST', 'iss in successful answers'],
    ['RFC9207-2-2', 'MUST', 'iss in error answers'],
    ['RFC9207-2.3-1', 'MUST', 'The value is the issuer of the metadata'],
    ['RFC9207-3-1', 'MUST', 'authorization_response_iss_parameter_supported'],
  ]),
};

export const oidcCore: Specification = {
  name: 'OpenID Connect Core 1.0',
  folder: 'oidc-core',
  requirements: requirementsOf([
    ['OIDC-2-1', 'MUST', 'The claims of an ID token'],
    ['OIDC-3.1.2.1-1', 'MUST', 'prompt=none shows nothing'],
    ['OIDC-3.1.2.1-2', 'MUST', 'prompt=none stands alone'],
    ['OIDC-3.1.2.1-3', 'SHOULD', 'prompt=login authenticates again'],
    ['OIDC-3.1.2.1-4', 'SHOULD', 'prompt=consent asks again'],
    ['OIDC-3.1.2.1-5', 'MAY', 'prompt=create registers'],
    ['OIDC-3.1.2.1-6', 'MUST', 'auth_time where max_age was asked for'],
    ['OIDC-3.1.2.1-7', 'MUST', 'Request objects are refused with their own errors'],
    ['OIDC-3.1.2.1-8', 'SHOULD', 'id_token_hint names who should be signed in'],
    ['OIDC-3.1.2.1-9', 'MAY', 'ui_locales'],
    ['OIDC-3.1.2.1-10', 'MUST', 'nonce goes through unchanged'],
    ['OIDC-3.1.3.3-1', 'MUST', 'ID tokens for openid only'],
    ['OIDC-3.1.3.6-1', 'MAY', 'at_hash'],
    [
      'OIDC-3.2-1',
      'MAY',
      'Implicit and hybrid flow',
      notApplicableBecause('they are never offered (RFC 9700 section 2.1.2)'),
    ],
    ['OIDC-5.3.1-1', 'MUST', 'Userinfo by GET and POST'],
    ['OIDC-5.3.2-1', 'MUST', 'Userinfo has the subject of the ID token'],
    ['OIDC-5.3.3-1', 'MUST', 'Userinfo refuses as RFC 6750 says'],
    ['OIDC-5.3.3-2', 'MUST', 'Userinfo is about people'],
    ['OIDC-5.4-1', 'MUST', 'Claims by scope'],
    ['OIDC-5.5-1', 'MAY', 'The claims parameter', notApplicableBecause('it is not offered')],
    ['OIDC-6-1', 'MAY', 'Request objects', notApplicableBecause('they are not offered')],
    ['OIDC-8-1', 'MAY', 'Pairwise subjects', notApplicableBecause('they are not offered')],
    ['OIDC-11-1', 'MUST', 'Offline access'],
    ['OIDC-12.2-1', 'MUST', 'ID tokens after a refresh'],
  ]),
};

export const oidcRpLogout: Specification = {
  name: 'OpenID Connect RP-Initiated Logout 1.0',
  folder: 'oidc-rp-logout',
  requirements: requirementsOf([
    ['OIDCLOGOUT-2-1', 'MUST', 'Logout of the session of an ID token'],
    ['OIDCLOGOUT-2-2', 'MUST', 'GET and POST'],
    ['OIDCLOGOUT-2-3', 'MUST', 'Without an ID token the person is asked'],
    ['OIDCLOGOUT-2-4', 'MUST', 'With one of another session too'],
    ['OIDCLOGOUT-3-1', 'MUST', 'Only registered addresses are returned to'],
  ]),
};
