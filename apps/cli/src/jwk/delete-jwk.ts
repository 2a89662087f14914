import { callAdmin } from '../api/project-api.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { eachOne } from '../command/each-one.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printIds } from '../output/id-rows.ts';
import { findProject } from '../project/find-project.ts';

export const deleteJwk: CommandDefinition = {
  positionals: '<set-id...>',
  flags: [projectFlag, workspaceFlag],
  async run(invocation) {
    const session = await openSession(invocation);
    const project = await findProject(session);
    await eachOne(
      invocation.positionals.map((set) => [set, set] as const),
      async (set) => {
        const path = `/admin/keys/${encodeURIComponent(set)}`;
        await callAdmin(session, project, { method: 'DELETE', path });
        return set;
      },
      { terminal: session.terminal, finish: (sets) => printIds(session.output, sets) },
    );
  },
};
