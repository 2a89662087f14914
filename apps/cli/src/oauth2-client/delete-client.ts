import { callAdmin } from '../api/project-api.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { eachOne } from '../command/each-one.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printIds } from '../output/id-rows.ts';
import { findProject } from '../project/find-project.ts';

export const deleteClient: CommandDefinition = {
  positionals: '<id...>',
  flags: [projectFlag, workspaceFlag],
  async run(invocation) {
    const session = await openSession(invocation);
    const project = await findProject(session);
    await eachOne(
      invocation.positionals.map((id) => [id, id] as const),
      async (id) => {
        const path = `/admin/clients/${encodeURIComponent(id)}`;
        await callAdmin(session, project, { method: 'DELETE', path });
        return id;
      },
      { terminal: session.terminal, finish: (ids) => printIds(session.output, ids) },
    );
  },
};
