/**
 * A failure that is already explained: its message goes to standard error as it is, without a stack, and
 * the command exits with 1. It never contains a secret.
 */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** @returns what an error of the system says, for use in a sentence of ours. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
