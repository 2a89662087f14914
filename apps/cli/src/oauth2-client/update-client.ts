import { callAdmin } from '../api/project-api.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import { textAt } from '../json/json-object.ts';
import { findProject } from '../project/find-project.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { buildClientPatch } from './client-body.ts';
import { clientFlags, fileFlag, ownClientFlags } from './client-flags.ts';
import { printClients, withChosenSecret } from './client-row.ts';
import { readOneClient } from './read-client-file.ts';

interface ClientChange {
  readonly method: 'PUT' | 'PATCH';
  readonly body: unknown;
  readonly secret: string;
}

async function buildChange(flags: FlagValues, terminal: Terminal): Promise<ClientChange> {
  const file = flags.string('file');
  if (file === '') {
    return { method: 'PATCH', body: buildClientPatch(flags), secret: flags.string('secret') };
  }
  const body = await readOneClient(file, terminal);
  return { method: 'PUT', body, secret: textAt(body, 'client_secret') ?? '' };
}

export const updateClient: CommandDefinition = {
  positionals: '<id>',
  flags: [
    ...[...clientFlags, ...ownClientFlags].map(({ flag }) => flag),
    fileFlag,
    projectFlag,
    workspaceFlag,
  ],
  description:
    'Only the members whose flags are given change. With --file the whole client is replaced: what\nthe file lacks goes back to its default.',
  examples: ['update oauth2-client my-client --redirect-uri https://shop.example.com/callback'],
  async run(invocation) {
    const session = await openSession(invocation);
    const change = await buildChange(session.flags, session.terminal);
    const project = await findProject(session);
    const { body: client } = await callAdmin(session, project, {
      method: change.method,
      path: `/admin/clients/${encodeURIComponent(invocation.positionals[0] ?? '')}`,
      body: change.body,
    });
    await printClients(session.output, [
      withChosenSecret(client, { client_secret: change.secret }),
    ]);
  },
};
