import { callAdmin } from '../api/project-api.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printIds } from '../output/id-rows.ts';
import { findProject } from '../project/find-project.ts';

export const deleteAccessTokens: CommandDefinition = {
  positionals: '<client-id>',
  flags: [projectFlag, workspaceFlag],
  async run(invocation) {
    const session = await openSession(invocation);
    const project = await findProject(session);
    const clientId = invocation.positionals[0] ?? '';
    const query = new URLSearchParams({ client_id: clientId });
    const path = `/admin/oauth2/tokens?${query}`;
    await callAdmin(session, project, { method: 'DELETE', path });
    await printIds(session.output, [clientId]);
  },
};
