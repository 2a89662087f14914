// `create project`. The first project becomes the selected one, so that the commands after it need no
// `--project`.

import type { Project } from '@gatehouse/contracts';
import { callManagement, isNotFound, tryManagement } from '../api/management.ts';
import { openSession, reportProgress, type Session } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { workspaceFlag } from '../flags/flag.ts';
import { printRow } from '../output/print.ts';
import { CommandError } from '../terminal/command-error.ts';
import { findWorkspaceId } from '../workspace/find-workspace.ts';
import { parseEnvironmentName } from './environment-name.ts';
import { buildProjectRow } from './project-row.ts';
import { selectProject } from './select-project.ts';

async function askName({ terminal, output, flags }: Session): Promise<string> {
  let name = flags.string('name').trim();
  if (name === '' && output.format.kind === 'quiet') {
    throw new CommandError('you must specify the --name flag when using --quiet');
  }
  while (name === '') {
    terminal.report('Enter a name for your project: ');
    const line = await terminal.readLine();
    if (line === undefined) throw new CommandError('\nName the project with --name.');
    name = line.trim();
  }
  return name;
}

async function decideWorkspace(session: Session): Promise<string | undefined> {
  const name = session.flags.string('create-workspace').trim();
  if (name === '') return findWorkspaceId(session);
  return (await callManagement(session, (api) => api.call('createWorkspace', { body: { name } })))
    .id;
}

/** A selected project that is gone counts as none: a local start may have begun afresh. */
async function isAnySelected(session: Session): Promise<boolean> {
  const { selected_project: selected } = await session.config.load();
  if (selected === undefined) return false;
  try {
    await tryManagement(session, (api) =>
      api.call('getProject', { params: { project_id: selected } }),
    );
    return true;
  } catch (error) {
    return !isNotFound(error);
  }
}

async function selectWhereWanted(session: Session, project: Project): Promise<void> {
  const isWanted = session.flags.boolean('use-project') || !(await isAnySelected(session));
  if (!isWanted) return;
  try {
    await selectProject(session, project);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    reportProgress(session, `The project could not be selected: ${error.message}`);
  }
}

export const createProject: CommandDefinition = {
  flags: [
    { kind: 'string', name: 'name', short: 'n', fallback: '', summary: 'Name of the project.' },
    {
      kind: 'string',
      name: 'environment',
      short: 'e',
      fallback: 'dev',
      summary: 'Environment: prod, stage or dev.',
    },
    { kind: 'boolean', name: 'use-project', summary: 'Select the new project.' },
    {
      kind: 'string',
      name: 'create-workspace',
      fallback: '',
      summary: 'Create a workspace of this name for the project.',
    },
    workspaceFlag,
  ],
  examples: ['create project --name "My project"', 'create project -n Shop -e prod --format json'],
  async run(invocation) {
    const session = await openSession(invocation);
    const environment = parseEnvironmentName(session.flags.string('environment'));
    const name = await askName(session);
    const workspaceId = await decideWorkspace(session);
    const project = await callManagement(session, (api) =>
      api.call('createProject', {
        body: { name, environment, workspace_id: workspaceId },
      }),
    );
    await selectWhereWanted(session, project);
    reportProgress(session, 'Project created successfully!');
    await printRow(session.output, buildProjectRow(project));
  },
};
