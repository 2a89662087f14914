import { callManagement } from '../api/management.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { eachOne } from '../command/each-one.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printIds } from '../output/id-rows.ts';
import { findProject } from '../project/find-project.ts';

export const deleteWebhook: CommandDefinition = {
  positionals: '<id...>',
  flags: [projectFlag, workspaceFlag],
  async run(invocation) {
    const session = await openSession(invocation);
    const { id: project } = await findProject(session);
    await eachOne(
      invocation.positionals.map((id) => [id, id] as const),
      async (webhook) => {
        const params = { project, webhook };
        await callManagement(session, (api) => api.call('deleteWebhook', { params }));
        return webhook;
      },
      { terminal: session.terminal, finish: (ids) => printIds(session.output, ids) },
    );
  },
};
