import type { Flag } from '../flags/flag.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { CommandError } from '../terminal/command-error.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** A client's id and secret (RFC 6749 section 2.3.1); a public client's secret is empty. */
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

function readNamed(flags: FlagValues, { environment }: Terminal): ClientCredentials {
  return {
    clientId: flags.string('client-id') || (environment['OAUTH2_CLIENT_ID'] ?? ''),
    clientSecret: flags.string('client-secret') || (environment['OAUTH2_CLIENT_SECRET'] ?? ''),
  };
}

/** @throws CommandError where either is missing. */
export function readClientCredentials(flags: FlagValues, terminal: Terminal): ClientCredentials {
  const named = readNamed(flags, terminal);
  if (named.clientId !== '' && named.clientSecret !== '') return named;
  throw new CommandError(
    'Please provide a Client ID and Client Secret using flags --client-id and --client-secret, or environment variables OAUTH2_CLIENT_ID and OAUTH2_CLIENT_SECRET.',
  );
}

/**
 * For commands that public clients may use too: they have no secret.
 * @throws CommandError where the id is missing.
 */
export function readClient(flags: FlagValues, terminal: Terminal): ClientCredentials {
  const named = readNamed(flags, terminal);
  if (named.clientId !== '') return named;
  throw new CommandError(
    'Please provide a Client ID using --client-id flag, or OAUTH2_CLIENT_ID environment variable.',
  );
}
