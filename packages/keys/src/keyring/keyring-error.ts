/** The keyring cannot be used. The message says what to do and never contains key material. */
export class KeyringError extends Error {
  override readonly name = 'KeyringError';
}
