import { callAdmin } from '../api/project-api.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { eachOne } from '../command/each-one.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import type { JsonObject } from '../json/json-object.ts';
import { findProject } from '../project/find-project.ts';
import { printClients, withChosenSecret } from './client-row.ts';
import { readClientFile } from './read-client-file.ts';

export const importClient: CommandDefinition = {
  positionals: '[file...]',
  flags: [projectFlag, workspaceFlag],
  description:
    'Each file holds a client as a JSON object, or a list of them; without a file, standard input is\nread. A client that exists already is not changed.',
  examples: ['import oauth2-client clients.json', 'import oauth2-client < clients.json'],
  async run(invocation) {
    const session = await openSession(invocation);
    const paths = invocation.positionals.length === 0 ? ['-'] : invocation.positionals;
    const clients: (readonly [string, JsonObject])[] = [];
    for (const path of paths) {
      const inFile = await readClientFile(path, session.terminal);
      clients.push(...inFile.map((client, at) => [`${path} #${at + 1}`, client] as const));
    }
    const project = await findProject(session);
    await eachOne(
      clients,
      async (body) => {
        const request = { method: 'POST', path: '/admin/clients', body } as const;
        return withChosenSecret((await callAdmin(session, project, request)).body, body);
      },
      { terminal: session.terminal, finish: (made) => printClients(session.output, made) },
    );
  },
};
