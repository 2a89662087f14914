// Flows and sessions as people and their applications see them.

import { differs, tagOf } from '../operation.ts';

export const frontend = tagOf('frontend', 'project', [
  ['GET', '/.well-known/change-password', 'getWellKnownChangePassword', 'notYet'],
  ['GET', '/.well-known/ory/webauthn.js', 'getWebAuthnJavaScript', 'notYet'],
  ['GET', '/self-service/errors', 'getFlowError', 'works'],
  ['GET', '/self-service/fed-cm/parameters', 'createFedcmFlow', 'notYet'],
  ['POST', '/self-service/fed-cm/token', 'updateFedcmFlow', 'notYet'],
  ['POST', '/self-service/login', 'updateLoginFlow', 'works'],
  ['GET', '/self-service/login/api', 'createNativeLoginFlow', 'works'],
  ['GET', '/self-service/login/browser', 'createBrowserLoginFlow', 'works'],
  ['GET', '/self-service/login/flows', 'getLoginFlow', 'works'],
  ['DELETE', '/self-service/login/test', 'deleteTestLoginFlow', 'notYet'],
  ['GET', '/self-service/logout', 'updateLogoutFlow', 'works'],
  ['DELETE', '/self-service/logout/api', 'performNativeLogout', 'works'],
  ['GET', '/self-service/logout/browser', 'createBrowserLogoutFlow', 'works'],
  ['POST', '/self-service/recovery', 'updateRecoveryFlow', 'notYet'],
  ['GET', '/self-service/recovery/api', 'createNativeRecoveryFlow', 'notYet'],
  ['GET', '/self-service/recovery/browser', 'createBrowserRecoveryFlow', 'notYet'],
  ['GET', '/self-service/recovery/flows', 'getRecoveryFlow', 'notYet'],
  ['POST', '/self-service/registration', 'updateRegistrationFlow', 'works'],
  ['GET', '/self-service/registration/api', 'createNativeRegistrationFlow', 'works'],
  ['GET', '/self-service/registration/browser', 'createBrowserRegistrationFlow', 'works'],
  ['GET', '/self-service/registration/flows', 'getRegistrationFlow', 'works'],
  ['POST', '/self-service/settings', 'updateSettingsFlow', 'notYet'],
  ['GET', '/self-service/settings/api', 'createNativeSettingsFlow', 'notYet'],
  ['GET', '/self-service/settings/browser', 'createBrowserSettingsFlow', 'notYet'],
  ['GET', '/self-service/settings/flows', 'getSettingsFlow', 'notYet'],
  ['POST', '/self-service/verification', 'updateVerificationFlow', 'notYet'],
  ['GET', '/self-service/verification/api', 'createNativeVerificationFlow', 'notYet'],
  ['GET', '/self-service/verification/browser', 'createBrowserVerificationFlow', 'notYet'],
  ['GET', '/self-service/verification/flows', 'getVerificationFlow', 'notYet'],
  ['DELETE', '/sessions', 'disableMyOtherSessions', 'works'],
  ['GET', '/sessions', 'listMySessions', 'works'],
  ['GET', '/sessions/token-exchange', 'exchangeSessionToken', 'notYet'],
  ['GET', '/sessions/whoami', 'toSession', 'works'],
  ['DELETE', '/sessions/{id}', 'disableMySession', 'works'],
]);

export const elements = tagOf('elements', 'project', [
  [
    'GET',
    '/elements/configuration',
    'getConfiguration',
    differs('the branding of the hosted pages in fields of our own'),
  ],
]);
