// Products of Ory that have no counterpart here so far.

import { tagOf } from '../operation.ts';

export const permission = tagOf('permission', 'project', [
  ['POST', '/relation-tuples/batch/check', 'batchCheckPermission', 'notYet'],
  ['GET', '/relation-tuples/check', 'checkPermissionOrError', 'notYet'],
  ['POST', '/relation-tuples/check', 'postCheckPermissionOrError', 'notYet'],
  ['GET', '/relation-tuples/check/openapi', 'checkPermission', 'notYet'],
  ['POST', '/relation-tuples/check/openapi', 'postCheckPermission', 'notYet'],
  ['GET', '/relation-tuples/expand', 'expandPermissions', 'notYet'],
]);

export const relationship = tagOf('relationship', 'project', [
  ['DELETE', '/admin/relation-tuples', 'deleteRelationships', 'notYet'],
  ['PATCH', '/admin/relation-tuples', 'patchRelationships', 'notYet'],
  ['PUT', '/admin/relation-tuples', 'createRelationship', 'notYet'],
  ['GET', '/namespaces', 'listRelationshipNamespaces', 'notYet'],
  ['POST', '/opl/syntax/check', 'checkOplSyntax', 'notYet'],
  ['GET', '/relation-tuples', 'getRelationships', 'notYet'],
]);

export const apiKeys = tagOf('ApiKeys', 'project', [
  ['POST', '/v2alpha1/admin/apiKeys:batchVerify', 'adminBatchVerifyApiKeys', 'notYet'],
  ['POST', '/v2alpha1/admin/apiKeys:derive', 'adminDeriveToken', 'notYet'],
  ['POST', '/v2alpha1/admin/apiKeys:verify', 'adminVerifyApiKey', 'notYet'],
  ['GET', '/v2alpha1/admin/importedApiKeys', 'adminListImportedApiKeys', 'notYet'],
  ['POST', '/v2alpha1/admin/importedApiKeys', 'adminImportApiKey', 'notYet'],
  ['DELETE', '/v2alpha1/admin/importedApiKeys/{key_id}', 'adminDeleteImportedApiKey', 'notYet'],
  ['GET', '/v2alpha1/admin/importedApiKeys/{key_id}', 'adminGetImportedApiKey', 'notYet'],
  ['PATCH', '/v2alpha1/admin/importedApiKeys/{key_id}', 'adminUpdateImportedApiKey', 'notYet'],
  [
    'POST',
    '/v2alpha1/admin/importedApiKeys/{key_id}:revoke',
    'adminRevokeImportedApiKey',
    'notYet',
  ],
  [
    'POST',
    '/v2alpha1/admin/importedApiKeys:batchCreate',
    'adminBatchCreateImportedApiKeys',
    'notYet',
  ],
  ['GET', '/v2alpha1/admin/issuedApiKeys', 'adminListIssuedApiKeys', 'notYet'],
  ['POST', '/v2alpha1/admin/issuedApiKeys', 'adminIssueApiKey', 'notYet'],
  ['GET', '/v2alpha1/admin/issuedApiKeys/{key_id}', 'adminGetIssuedApiKey', 'notYet'],
  ['PATCH', '/v2alpha1/admin/issuedApiKeys/{key_id}', 'adminUpdateIssuedApiKey', 'notYet'],
  ['POST', '/v2alpha1/admin/issuedApiKeys/{key_id}:revoke', 'adminRevokeIssuedApiKey', 'notYet'],
  ['POST', '/v2alpha1/admin/issuedApiKeys/{key_id}:rotate', 'adminRotateIssuedApiKey', 'notYet'],
  ['POST', '/v2alpha1/apiKeys:selfRevoke', 'revokeApiKey', 'notYet'],
  ['GET', '/v2alpha1/derivedKeys/jwks.json', 'getJwks', 'notYet'],
]);

export const metadata = tagOf('metadata', 'project', [['GET', '/version', 'getVersion', 'notYet']]);
