import { callAdmin } from '../api/project-api.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { findProject } from '../project/find-project.ts';
import { buildClientBody } from './client-body.ts';
import { clientFlags, fileFlag, ownClientFlags } from './client-flags.ts';
import { printClients, withChosenSecret } from './client-row.ts';
import { readOneClient } from './read-client-file.ts';

export const createClient: CommandDefinition = {
  flags: [
    {
      kind: 'string',
      name: 'id',
      fallback: '',
      summary: 'The client id. Without it, one is made.',
    },
    ...[...clientFlags, ...ownClientFlags].map(({ flag }) => flag),
    fileFlag,
    projectFlag,
    workspaceFlag,
  ],
  examples: [
    'create oauth2-client --name "Nightly job" --grant-type client_credentials',
    'create oauth2-client --name Shop --grant-type authorization_code,refresh_token --redirect-uri https://shop.example.com/callback',
  ],
  async run(invocation) {
    const session = await openSession(invocation);
    const { flags, terminal } = session;
    const file = flags.string('file');
    const body = file === '' ? buildClientBody(flags) : await readOneClient(file, terminal);
    const project = await findProject(session);
    const { body: client } = await callAdmin(session, project, {
      method: 'POST',
      path: '/admin/clients',
      body,
    });
    await printClients(session.output, [withChosenSecret(client, body)]);
  },
};
