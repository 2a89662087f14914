export { createAccessTokenSealer } from './access-token-sealer.ts';
export type { SecretHash } from './addressed-secrets.ts';
export {
  type ApiKeyAddress,
  generateApiKey,
  hashApiKey,
  matchesApiKey,
  parseApiKey,
} from './api-keys.ts';
export { type AtRestPlace, openAtRest, sealAtRest } from './at-rest.ts';
export { createBrowserSecrets } from './browser/browser-secrets.ts';
export { openDeviceState, sealDeviceState } from './browser/device-challenges.ts';
export { openPageError, sealPageError } from './browser/page-errors.ts';
export { createClientSecrets, generateClientSecret } from './client-secrets.ts';
export { createCredentialProofs } from './credential-proofs.ts';
export { type CursorList, openCursor, sealCursor } from './cursors.ts';
export { deriveSecret } from './keyring/derive-secret.ts';
export type { Keyring } from './keyring/keyring.ts';
export { KeyringError } from './keyring/keyring-error.ts';
export { generateKeyring, parseKeyring } from './keyring/parse-keyring.ts';
export { invitationSecrets, portalLinkSecrets } from './link-secrets.ts';
export {
  buildMail,
  hashMailRecipient,
  openMail,
  type SealedMail,
  sealMail,
} from './mail-at-rest.ts';
export { createPasswordPool, type PasswordPool } from './passwords/password-pool.ts';
export { createPasswords } from './passwords/passwords.ts';
export { isImportablePassword } from './passwords/phc-string.ts';
export { createRandom, generateUuid } from './random.ts';
export { createRegistrationCredentials } from './registration-credentials.ts';
export { sha256Base64url } from './sha256.ts';
export { assertions } from './signing/assertions.ts';
export { buildJoseSignature } from './signing/ecdsa-signature.ts';
export { type GeneratedKey, generateSigningKey } from './signing/generate-signing-key.ts';
export {
  isKeyId,
  JsonWebKeyError,
  type ParsedKey,
  type PrivateJwk,
  parseJsonWebKey,
} from './signing/json-web-key.ts';
export { isKeyAlgorithm, type KeyAlgorithm, keyAlgorithms } from './signing/key-algorithms.ts';
export {
  decideKeyRotation,
  publicationLeadSeconds,
  type RotatingKey,
  type RotationPlan,
  type RotationSettings,
  type RotationStep,
} from './signing/key-rotation.ts';
export { createSigner, type StoredSigningKey } from './signing/signer.ts';
export {
  buildKeyRow,
  type NewKeyRow,
  openPrivateJwk,
  type SigningKeyPlace,
  sealPrivateJwk,
} from './signing/signing-keys-at-rest.ts';
export { createSingleUseValues } from './single-use-values.ts';
export {
  generateWebhookSecret,
  openWebhookSecret,
  sealWebhookSecret,
  signWebhook,
  type WebhookSecretPlace,
} from './webhook-secrets.ts';
