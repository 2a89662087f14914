// Revocation in the client's name (RFC 7009).

import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printIds } from '../output/id-rows.ts';
import { findProject } from '../project/find-project.ts';
import { callAsClient } from './call-as-client.ts';
import { clientCredentialFlags, readClientCredentials } from './client-credentials.ts';

export const revokeToken: CommandDefinition = {
  positionals: '<token>',
  flags: [...clientCredentialFlags, projectFlag, workspaceFlag],
  description:
    'The token has to be one of that client. As the standard demands, a token that is unknown or\nrevoked already is no failure.',
  examples: ['revoke token "$access_token" --client-id my-client --client-secret "$secret"'],
  async run(invocation) {
    const session = await openSession(invocation);
    const credentials = readClientCredentials(session.flags, session.terminal);
    const token = invocation.positionals[0] ?? '';
    const project = await findProject(session);
    await callAsClient({ session, project, credentials, path: '/oauth2/revoke', form: { token } });
    await printIds(session.output, [token]);
  },
};
