/**
 * A failure that is already explained: its message goes to standard error as it is, without a stack, and
 * the command exits with 1. It never contains a secret.
 */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
