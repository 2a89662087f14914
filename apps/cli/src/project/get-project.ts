import { callManagement } from '../api/management.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printRow } from '../output/print.ts';
import { findNamedProject, findProject } from './find-project.ts';
import { buildProjectRow } from './project-row.ts';

export const getProject: CommandDefinition = {
  positionals: '[id]',
  flags: [projectFlag, workspaceFlag],
  examples: ['get project', 'get project my-slug --format yaml'],
  async run(invocation) {
    const session = await openSession(invocation);
    const word = invocation.positionals[0]?.trim() ?? '';
    const { id } = word === '' ? await findProject(session) : await findNamedProject(session, word);
    const project = await callManagement(session, (api) =>
      api.call('getProject', { params: { project_id: id } }),
    );
    await printRow(session.output, buildProjectRow(project));
  },
};
