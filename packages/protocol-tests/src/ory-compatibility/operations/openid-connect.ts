// OpenID Connect and keys.

import { differs, tagOf } from '../operation.ts';

export const oidc = tagOf('oidc', 'project', [
  ['GET', '/.well-known/openid-configuration', 'discoverOidcConfiguration', 'works'],
  ['POST', '/credentials', 'createVerifiableCredential', 'works'],
  ['POST', '/oauth2/register', 'createOidcDynamicClient', 'works'],
  ['DELETE', '/oauth2/register/{id}', 'deleteOidcDynamicClient', 'works'],
  ['GET', '/oauth2/register/{id}', 'getOidcDynamicClient', 'works'],
  ['PUT', '/oauth2/register/{id}', 'setOidcDynamicClient', 'works'],
  ['GET', '/oauth2/sessions/logout', 'revokeOidcSession', 'works'],
  ['GET', '/userinfo', 'getOidcUserInfo', 'works'],
]);

export const jwk = tagOf('jwk', 'project', [
  [
    'DELETE',
    '/admin/keys/{set}',
    'deleteJsonWebKeySet',
    differs("the issuer's own sets are not deleted"),
  ],
  [
    'GET',
    '/admin/keys/{set}',
    'getJsonWebKeySet',
    differs("private members of the issuer's own keys are never shown"),
  ],
  [
    'POST',
    '/admin/keys/{set}',
    'createJsonWebKeySet',
    differs(
      "in the issuer's own sets it begins a rotation: the new key is published before it signs",
    ),
  ],
  [
    'PUT',
    '/admin/keys/{set}',
    'setJsonWebKeySet',
    differs("the issuer's own sets are not replaced; they change by rotation"),
  ],
  [
    'DELETE',
    '/admin/keys/{set}/{kid}',
    'deleteJsonWebKey',
    differs("of the issuer's own keys the last one that can sign is not deleted"),
  ],
  [
    'GET',
    '/admin/keys/{set}/{kid}',
    'getJsonWebKey',
    differs("private members of the issuer's own keys are never shown"),
  ],
  [
    'PUT',
    '/admin/keys/{set}/{kid}',
    'setJsonWebKey',
    differs("the issuer's own sets are not replaced; they change by rotation"),
  ],
]);

export const wellknown = tagOf('wellknown', 'project', [
  ['GET', '/.well-known/jwks.json', 'discoverJsonWebKeys', 'works'],
]);
