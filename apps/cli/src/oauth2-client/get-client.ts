import { callAdmin } from '../api/project-api.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { findProject } from '../project/find-project.ts';
import { printClients } from './client-row.ts';

export const getClient: CommandDefinition = {
  positionals: '<id...>',
  flags: [projectFlag, workspaceFlag],
  async run(invocation) {
    const session = await openSession(invocation);
    const project = await findProject(session);
    const clients: unknown[] = [];
    for (const id of invocation.positionals) {
      const path = `/admin/clients/${encodeURIComponent(id)}`;
      clients.push((await callAdmin(session, project, { method: 'GET', path })).body);
    }
    await printClients(session.output, clients);
  },
};
