// `auth logout`: gives the refresh token back (RFC 7009), which ends every token of the sign-in.

import { openSession, reportProgress, type Session } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { CommandError } from '../terminal/command-error.ts';
import { findConsoleProvider } from './console-provider.ts';
import { revokeSignIn } from './member-tokens.ts';

async function revoke({ connection }: Session, refreshToken: string): Promise<void> {
  const provider = await findConsoleProvider(connection.url);
  if (await revokeSignIn(provider, refreshToken)) return;
  throw new CommandError('The installation did not revoke the token.');
}

export const logout: CommandDefinition = {
  flags: [],
  description: 'Ends the sign-in here and at the installation.',
  async run(invocation) {
    const session = await openSession(invocation);
    const { url } = session.connection;
    const { member } = await session.config.load();
    if (member === undefined) return reportProgress(session, `Nobody is signed in at ${url}.`);
    await session.config.update((current) => ({ ...current, member: undefined, project_keys: {} }));
    try {
      await revoke(session, member.refresh_token);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      throw new CommandError(
        `You are signed out here, but the tokens still count at ${url}: ${error.message}`,
      );
    }
    reportProgress(session, `You are signed out of ${url}.`);
  },
};
