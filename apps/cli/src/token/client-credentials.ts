import type { Flag } from '../flags/flag.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { CommandError } from '../terminal/command-error.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** A client's id and secret (RFC 6749 section 2.3.1). */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export const clientCredentialFlags: readonly Flag[] = [
  {
    kind: 'string',
    name: 'client-id',
    fallback: '',
    summary: 'The client id (OAUTH2_CLIENT_ID).',
  },
  {
    kind: 'string',
    name: 'client-secret',
    fallback: '',
    summary:
      'The client secret (OAUTH2_CLIENT_SECRET, which other users of the machine do not see).',
  },
];

/** @throws CommandError where either is missing. */
export function readClientCredentials(flags: FlagValues, terminal: Terminal): ClientCredentials {
  const clientId = flags.string('client-id') || (terminal.environment['OAUTH2_CLIENT_ID'] ?? '');
  const clientSecret =
    flags.string('client-secret') || (terminal.environment['OAUTH2_CLIENT_SECRET'] ?? '');
  if (clientId !== '' && clientSecret !== '') return { clientId, clientSecret };
  throw new CommandError(
    'Please provide a Client ID and Client Secret using flags --client-id and --client-secret, or environment variables OAUTH2_CLIENT_ID and OAUTH2_CLIENT_SECRET.',
  );
}
