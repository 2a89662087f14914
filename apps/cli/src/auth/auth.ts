import { openSession, reportProgress, type Session } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import type { MemberSignIn } from '../config/member-sign-in.ts';
import { printRow, type Row } from '../output/print.ts';
import { signIn } from './sign-in.ts';

const none = '<none>';

async function buildSignInRow({ config }: Session, member: MemberSignIn): Promise<Row> {
  const { selected_project: project, selected_workspace: workspace } = await config.load();
  return {
    headers: ['ID', 'EMAIL', 'SELECTED PROJECT', 'SELECTED WORKSPACE'],
    columns: [member.identity_id, member.email, project ?? none, workspace ?? none],
    document: {
      id: member.identity_id,
      email: member.email,
      name: member.name,
      selected_project: project ?? null,
      selected_workspace: workspace ?? null,
    },
  };
}

/** Says as whom the next commands will speak, where that is not what one would expect. */
function reportPrecedence(session: Session): void {
  const { credential } = session.connection;
  if (credential === undefined || credential.kind === 'member_token') return;
  const isFromFile = session.connection.workspaceId !== undefined;
  reportProgress(
    session,
    isFromFile
      ? 'Commands speak for you from now on, and no longer with the key of the local start; `gatehouse auth logout` goes back to that.'
      : `${credential.source} is set and goes before your sign-in: unset it to speak for yourself.`,
  );
}

export const auth: CommandDefinition = {
  flags: [{ kind: 'boolean', name: 'no-open', summary: 'Print the address and open no browser.' }],
  description:
    'Opens the browser, where you sign in or register. The tokens are kept in the configuration file,\nwhich only you can read, and renewed when they end.',
  examples: ['auth', 'auth --no-open', 'auth logout'],
  async run(invocation) {
    const session = await openSession(invocation);
    const member = await signIn(session);
    reportProgress(session, `You are now signed in as: ${member.email}`);
    reportPrecedence(session);
    await printRow(session.output, await buildSignInRow(session, member));
  },
};
