// The device authorization grant (RFC 8628): the code is shown here, somebody enters it in any browser.

import { openSession, reportProgress } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printRow } from '../output/print.ts';
import { findProject } from '../project/find-project.ts';
import { callAsClient } from '../token/call-as-client.ts';
import { clientCredentialFlags, readClient } from '../token/client-credentials.ts';
import { buildTokenRow } from '../token/token-row.ts';
import { parseDeviceAuthorization } from './device-authorization.ts';
import { waitForTokens } from './wait-for-tokens.ts';

export const performDeviceCode: CommandDefinition = {
  flags: [
    ...clientCredentialFlags,
    {
      kind: 'strings',
      name: 'scope',
      fallback: ['offline', 'openid'],
      summary: 'The scope to ask for.',
    },
    { kind: 'strings', name: 'audience', fallback: [], summary: 'The audience to ask for.' },
    projectFlag,
    workspaceFlag,
  ],
  description:
    'Asks for a code, shows where to enter it, and waits until somebody has signed in there and\nallowed it. Leave the secret out for a public client.',
  examples: ['perform device-code --client-id my-television'],
  async run(invocation) {
    const session = await openSession(invocation);
    const { flags, terminal, output } = session;
    const credentials = readClient(flags, terminal);
    const project = await findProject(session);
    const client = { session, project, credentials };
    const audience = flags.strings('audience').join(' ');
    const { body } = await callAsClient({
      ...client,
      path: '/oauth2/device/auth',
      form: {
        scope: flags.strings('scope').join(' '),
        ...(audience !== '' && { audience }),
      },
    });
    const authorization = parseDeviceAuthorization(body);
    const { userCode, verificationUri } = authorization;
    terminal.report(`Open ${verificationUri} in a browser and enter the code ${userCode}\n`);
    reportProgress(session, 'Waiting until somebody allows it; Ctrl-C gives up.');
    const tokens = await waitForTokens(client, authorization);
    await printRow(output, buildTokenRow(tokens, terminal.now()));
  },
};
