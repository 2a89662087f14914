import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { workspaceFlag } from '../flags/flag.ts';
import { printTable } from '../output/print.ts';
import { findWorkspaceId } from '../workspace/find-workspace.ts';
import { loadProjects } from './load-projects.ts';
import { buildProjectTable } from './project-row.ts';

export const listProjects: CommandDefinition = {
  flags: [workspaceFlag],
  async run(invocation) {
    const session = await openSession(invocation);
    const isOneProject = session.connection.credential?.kind === 'project_api_key';
    const workspaceId = isOneProject ? undefined : await findWorkspaceId(session);
    const projects = await loadProjects(session, workspaceId);
    await printTable(session.output, buildProjectTable(projects));
  },
};
