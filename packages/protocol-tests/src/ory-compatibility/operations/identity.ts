// Identities as a back end sees them, and what was sent to them.

import { differs, tagOf } from '../operation.ts';

export const identity = tagOf('identity', 'project', [
  ['GET', '/admin/identities', 'listIdentities', 'works'],
  ['PATCH', '/admin/identities', 'batchPatchIdentities', 'notYet'],
  ['POST', '/admin/identities', 'createIdentity', 'works'],
  ['GET', '/admin/identities/by/external/{externalID}', 'getIdentityByExternalID', 'works'],
  ['DELETE', '/admin/identities/{id}', 'deleteIdentity', 'works'],
  ['GET', '/admin/identities/{id}', 'getIdentity', 'works'],
  ['PATCH', '/admin/identities/{id}', 'patchIdentity', 'works'],
  ['PUT', '/admin/identities/{id}', 'updateIdentity', 'works'],
  ['DELETE', '/admin/identities/{id}/credentials/{type}', 'deleteIdentityCredentials', 'works'],
  ['DELETE', '/admin/identities/{id}/sessions', 'deleteIdentitySessions', 'works'],
  ['GET', '/admin/identities/{id}/sessions', 'listIdentitySessions', 'works'],
  ['POST', '/admin/recovery/code', 'createRecoveryCodeForIdentity', 'notYet'],
  ['POST', '/admin/recovery/link', 'createRecoveryLinkForIdentity', 'notYet'],
  ['GET', '/admin/sessions', 'listSessions', 'works'],
  ['POST', '/admin/sessions', 'manageSessions', 'notYet'],
  ['DELETE', '/admin/sessions/{id}', 'disableSession', 'works'],
  ['GET', '/admin/sessions/{id}', 'getSession', 'works'],
  ['PATCH', '/admin/sessions/{id}/extend', 'extendSession', 'notYet'],
  ['POST', '/admin/test-login-flows', 'createTestLoginFlow', 'notYet'],
  ['GET', '/schemas', 'listIdentitySchemas', 'works'],
  ['GET', '/schemas/{id}', 'getIdentitySchema', 'works'],
]);

export const courier = tagOf('courier', 'project', [
  [
    'GET',
    '/admin/courier/messages',
    'listCourierMessages',
    differs('some kinds of mail are of our own, with a template_type that Ory does not name'),
  ],
  [
    'GET',
    '/admin/courier/messages/{id}',
    'getCourierMessage',
    differs('some kinds of mail are of our own, with a template_type that Ory does not name'),
  ],
]);
