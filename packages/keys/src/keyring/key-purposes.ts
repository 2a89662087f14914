/**
 * What a derived key is for. Each purpose has keys of its own, so that a value made for one can never be
 * read as another; none stands in for another that is missing.
 */
export type KeyPurpose =
  | 'access-token'
  | 'client-secret'
  | 'registration-access-token'
  | 'project-api-key'
  | 'workspace-api-key'
  | 'workspace-invitation'
  | 'onboarding-portal-link'
  | 'signing-key-at-rest'
  | 'authorization-code'
  | 'device-code'
  | 'user-code'
  | 'device-challenge-at-rest'
  | 'credential-nonce'
  | 'refresh-token'
  | 'session-token'
  | 'browser-secret'
  | 'csrf-token'
  | 'logout-token'
  | 'login-attempt'
  | 'password-pepper'
  | 'page-error-at-rest'
  | 'mail-at-rest'
  | 'mail-recipient'
  | 'webhook-secret-at-rest'
  | 'console-sealing-key'
  | 'limit-counter'
  | 'cursor';
