// One invocation's view of an installation: where it is, as whom to speak, what was remembered.

import { fileURLToPath } from 'node:url';
import { renewSignIn } from '../auth/renew-sign-in.ts';
import type { Invocation } from '../command/command.ts';
import { ConfigFile } from '../config/config-file.ts';
import { type Connection, type Credential, decideConnection } from '../config/connection.ts';
import { type CliEnvironment, parseEnvironment } from '../config/environment.ts';
import { localStartPaths, readLocalStart } from '../config/local-start.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { openOutput } from '../output/open-output.ts';
import type { Output } from '../output/print.ts';
import { CommandError } from '../terminal/command-error.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { sendRequest } from './send.ts';

export interface Session {
  readonly terminal: Terminal;
  readonly flags: FlagValues;
  readonly output: Output;
  readonly environment: CliEnvironment;
  readonly connection: Connection;
  readonly config: ConfigFile;
}

/** @throws CommandError where the address or a key file is not usable. Sends nothing yet. */
export async function openSession({ flags, terminal }: Invocation): Promise<Session> {
  const output = openOutput(flags, terminal);
  const environment = parseEnvironment(terminal, flags.string('config'));
  const folders = [terminal.workingDirectory, fileURLToPath(new URL('.', import.meta.url))];
  const openConfig = (url: string) => new ConfigFile(environment.configPath, url, terminal);
  const connection = await decideConnection(environment, {
    readStart: () => readLocalStart(localStartPaths(environment.home, folders)),
    readMember: async (url) => (await openConfig(url).load()).member,
  });
  const config = openConfig(connection.url);
  return { terminal, flags, output, environment, connection, config };
}

/** Prints a message that is no result; nothing where `--quiet` was asked for. */
export function reportProgress(session: Session, message: string): void {
  if (session.output.format.kind !== 'quiet') session.terminal.report(`${message}\n`);
}

/**
 * @returns the key, or the member's token, to speak with; a token that is about to end is renewed first.
 * @throws CommandError where there is none; says so differently where nothing answers there at all.
 */
export async function requireCredential(session: Session): Promise<Credential> {
  const { connection, config, terminal } = session;
  const { credential, url } = connection;
  if (credential?.kind === 'member_token') {
    const { access_token: value } = await renewSignIn({ config, url, now: terminal.now() });
    return { ...credential, value };
  }
  if (credential !== undefined) return credential;
  await sendRequest({
    method: 'GET',
    url: `${url}/health/alive`,
    authorization: undefined,
  });
  throw new CommandError(
    `There is no key for ${url}. Sign in with \`gatehouse auth\`, set GATEHOUSE_WORKSPACE_API_KEY (and GATEHOUSE_URL, where it is another installation), or run this in the folder where \`npm start\` runs.`,
  );
}
