import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { workspaceFlag } from '../flags/flag.ts';
import { printSelected } from '../output/id-rows.ts';
import { CommandError } from '../terminal/command-error.ts';
import { findNamedProject } from './find-project.ts';
import { selectProject } from './select-project.ts';

export const useProject: CommandDefinition = {
  positionals: '[id]',
  flags: [workspaceFlag],
  description: 'Without an id it prints the selected project.',
  examples: ['use project my-slug', 'use project'],
  async run(invocation) {
    const session = await openSession(invocation);
    const word = invocation.positionals[0]?.trim() ?? '';
    if (word === '') {
      const { selected_project: selected } = await session.config.load();
      if (selected === undefined) {
        throw new CommandError('No project is selected. Select one: gatehouse use project <id>');
      }
      return printSelected(session.output, selected);
    }
    const project = await findNamedProject(session, word);
    await selectProject(session, project);
    await printSelected(session.output, project.id);
  },
};
