// Why the start failed, in one sentence for the person who started it.

import { StoreUnavailable } from '@gatehouse/token-engine/ports';

const spokenErrors = new Set([
  'StartError',
  'EnvironmentError',
  'KeyringError',
  'EmbeddedPostgresError',
  'MigrationError',
  'DurabilityError',
]);

/** @returns the sentence, or undefined for a fault of ours that belongs in the log with its stack. */
export function describeFailure(error: unknown, port: number): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (spokenErrors.has(error.name)) return error.message;
  if (error instanceof StoreUnavailable) {
    return 'PostgreSQL does not answer or refuses the login: check DATABASE_URL, DATABASE_HOT_URL and DATABASE_DIRECT_URL.';
  }
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is already taken: stop what listens there, or choose another port with PORT.`;
  }
  if (code === 'EACCES') {
    return `Port ${port} may not be opened by this user: choose a port above 1023 with PORT.`;
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return 'HOST is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all of them.';
  }
  return undefined;
}
