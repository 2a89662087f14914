// Ory's operations, by operationId. The rules behind one operation are in its tests.

import {
  notApplicableBecause,
  openUntil,
  provenBy,
  requirementsOf,
  type Specification,
} from '../requirement.ts';

const noPeople = openUntil('the tests of the authorization code flow');
const notOffered = notApplicableBecause('it is not offered');

export const oryApi: Specification = {
  name: "Ory's HTTP API (OAuth 2.0, keys, projects, workspaces)",
  folder: 'ory-api',
  requirements: requirementsOf([
    ['ORY-listOAuth2Clients', 'MUST', 'GET /admin/clients'],
    ['ORY-createOAuth2Client', 'MUST', 'POST /admin/clients'],
    ['ORY-getOAuth2Client', 'MUST', 'GET /admin/clients/{id}'],
    ['ORY-setOAuth2Client', 'MUST', 'PUT /admin/clients/{id}'],
    ['ORY-patchOAuth2Client', 'MUST', 'PATCH /admin/clients/{id}'],
    ['ORY-deleteOAuth2Client', 'MUST', 'DELETE /admin/clients/{id}'],
    ['ORY-setOAuth2ClientLifespans', 'MUST', 'PUT /admin/clients/{id}/lifespans'],
    [
      'ORY-rotateOAuth2ClientSecret',
      'MUST',
      'POST and DELETE /admin/clients/{id}/secrets/rotate',
      provenBy('attack 49'),
    ],
    ['ORY-introspectOAuth2Token', 'MUST', 'POST /admin/oauth2/introspect'],
    ['ORY-deleteOAuth2Token', 'MUST', 'DELETE /admin/oauth2/tokens'],
    ['ORY-oauth2TokenExchange', 'MUST', 'POST /oauth2/token'],
    ['ORY-revokeOAuth2Token', 'MUST', 'POST /oauth2/revoke', provenBy('the tests of RFC 7009')],
    [
      'ORY-oAuth2Authorize',
      'MUST',
      'GET /oauth2/auth, and login, consent and logout requests',
      noPeople,
    ],
    ['ORY-oAuth2DeviceFlow', 'MUST', 'POST /oauth2/device/auth', noPeople],
    ['ORY-createOidcDynamicClient', 'MUST', '/oauth2/register', notOffered],
    ['ORY-getOidcUserInfo', 'MUST', 'GET /userinfo', noPeople],
    ['ORY-trustOAuth2JwtGrantIssuer', 'MUST', '/admin/trust/grants/jwt-bearer/issuers', notOffered],
    [
      'ORY-discoverOidcConfiguration',
      'MUST',
      'GET /.well-known/openid-configuration',
      provenBy('the tests of OpenID Connect Discovery'),
    ],
    ['ORY-discoverJsonWebKeys', 'MUST', 'GET /.well-known/jwks.json'],
    ['ORY-getJsonWebKeySet', 'MUST', 'GET /admin/keys/{set} and /admin/keys/{set}/{kid}'],
    ['ORY-createJsonWebKeySet', 'MUST', 'POST /admin/keys/{set}'],
    ['ORY-setJsonWebKeySet', 'MUST', 'PUT /admin/keys/{set}'],
    ['ORY-setJsonWebKey', 'MUST', 'PUT and DELETE /admin/keys/{set}/{kid}'],
    ['ORY-deleteJsonWebKeySet', 'MUST', 'DELETE /admin/keys/{set}'],
    ['ORY-listProjects', 'MUST', 'GET /projects'],
    ['ORY-createProject', 'MUST', 'POST /projects'],
    ['ORY-patchProject', 'MUST', 'GET and PATCH /projects/{id}'],
    ['ORY-patchProjectWithRevision', 'MUST', 'PATCH /projects/{id}/revision/{revision_id}'],
    ['ORY-purgeProject', 'MUST', 'DELETE /projects/{id}'],
    ['ORY-createProjectApiKey', 'MUST', '/projects/{id}/tokens'],
    ['ORY-listOrganizations', 'MUST', '/projects/{id}/organizations', notOffered],
    ['ORY-listWorkspaces', 'MUST', 'GET /workspaces'],
    [
      'ORY-createWorkspace',
      'MUST',
      'POST /workspaces',
      provenBy(
        'the tests of `apps/control-plane`: only a person may, and no person signs in in these tests',
      ),
    ],
    ['ORY-listWorkspaceProjects', 'MUST', 'GET /workspaces/{id}/projects'],
    ['ORY-createWorkspaceApiKey', 'MUST', '/workspaces/{id}/tokens'],
    ['ORY-genericError', 'MUST', 'The error body of everything that is no OAuth endpoint'],
    ['ORY-metadata', 'MUST', '/health/alive and /health/ready'],
  ]),
};
