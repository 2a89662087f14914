import { notApplicableBecause, requirementsOf, type Specification } from '../requirement.ts';

export const rfc7517: Specification = {
  name: 'RFC 7517, RFC 7518 and RFC 8037, JSON Web Keys',
  folder: 'rfc7517',
  requirements: requirementsOf([
    ['RFC7517-4.1-1', 'MUST', 'Every key has a type'],
    ['RFC7517-4.5-1', 'SHOULD', 'Key ids are distinct within a set'],
    ['RFC7517-5-1', 'MAY', 'The set may be cached, for a bounded time'],
    ['RFC7517-5.1-1', 'MUST', 'The set has a member "keys"'],
    ['RFC7517-9.2-1', 'MUST', 'Private and symmetric key material stays hidden'],
    ['RFC7518-3.3-1', 'MUST', 'RSA keys of at least 2048 bits'],
    ['RFC7518-6.2-1', 'MUST', 'EC coordinates in full length'],
    ['RFC8037-2-1', 'MUST', 'Ed25519 keys as octet key pairs'],
  ]),
};

export const rfc8414: Specification = {
  name: 'RFC 8414, Authorization Server Metadata',
  folder: 'rfc8414',
  requirements: requirementsOf([
    ['RFC8414-2-1', 'MUST', 'The issuer is a URL without query or fragment'],
    ['RFC8414-2-2', 'MUST', 'token_endpoint, jwks_uri and response_types_supported are there'],
    ['RFC8414-2-3', 'MUST', 'What is listed as supported works'],
    ['RFC8414-2-4', 'MUST', 'Every listed endpoint exists'],
    ['RFC8414-2-5', 'MAY', 'Authentication methods of revocation and introspection'],
    ['RFC8414-2-6', 'MUST', 'authorization_endpoint where a grant type uses one'],
    ['RFC8414-2.1-1', 'MAY', 'Signed metadata', notApplicableBecause('it is not offered')],
    ['RFC8414-3-1', 'MUST', 'The well-known part is inserted before the path of the issuer'],
    ['RFC8414-3-2', 'MUST', 'Only issuers have a document'],
    ['RFC8414-3.1-1', 'MUST', 'Read by GET'],
    ['RFC8414-3.2-1', 'MUST', '200 and application/json'],
    ['RFC8414-3.2-2', 'MUST', 'Members without elements are omitted'],
    ['RFC8414-3.3-1', 'MUST', 'The issuer in the document is the one that was asked'],
  ]),
};

export const oidcDiscovery: Specification = {
  name: 'OpenID Connect Discovery 1.0',
  folder: 'oidc-discovery',
  requirements: requirementsOf([
    ['OIDCDISCOVERY-2-1', 'MAY', 'WebFinger', notApplicableBecause('clients are given the issuer')],
    ['OIDCDISCOVERY-3-1', 'MUST', 'Required members'],
    ['OIDCDISCOVERY-3-2', 'MUST', 'RS256 for ID tokens is supported'],
    ['OIDCDISCOVERY-3-3', 'MUST', 'It agrees with the OAuth 2.0 metadata'],
    [
      'OIDCDISCOVERY-3-4',
      'MUST',
      'authorization_endpoint, and userinfo_endpoint where it is served',
    ],
    ['OIDCDISCOVERY-4-1', 'MUST', 'One document for each issuer'],
    ['OIDCDISCOVERY-4.1-1', 'MUST', 'The document stands below the issuer'],
    ['OIDCDISCOVERY-4.1-2', 'MUST', 'HEAD answers like GET (RFC 9110 section 9.3.2)'],
    ['OIDCDISCOVERY-4.2-1', 'MUST', 'JSON, and the issuer is exact'],
  ]),
};
