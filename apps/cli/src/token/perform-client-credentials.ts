// The client credentials grant (RFC 6749 section 4.4).

import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printRow } from '../output/print.ts';
import { findProject } from '../project/find-project.ts';
import { callAsClient } from './call-as-client.ts';
import { clientCredentialFlags, readClientCredentials } from './client-credentials.ts';
import { buildTokenRow } from './token-row.ts';

export const performClientCredentials: CommandDefinition = {
  flags: [
    ...clientCredentialFlags,
    { kind: 'strings', name: 'scope', fallback: [], summary: 'The scope to ask for.' },
    { kind: 'strings', name: 'audience', fallback: [], summary: 'The audience to ask for.' },
    projectFlag,
    workspaceFlag,
  ],
  examples: ['perform client-credentials --client-id my-client --client-secret "$secret"'],
  async run(invocation) {
    const session = await openSession(invocation);
    const { flags, terminal, output } = session;
    const credentials = readClientCredentials(flags, terminal);
    const scope = flags.strings('scope').join(' ');
    const audience = flags.strings('audience').join(' ');
    const project = await findProject(session);
    const { body } = await callAsClient({
      session,
      project,
      credentials,
      path: '/oauth2/token',
      form: {
        grant_type: 'client_credentials',
        ...(scope !== '' && { scope }),
        ...(audience !== '' && { audience }),
      },
    });
    await printRow(output, buildTokenRow(body, terminal.now()));
  },
};
