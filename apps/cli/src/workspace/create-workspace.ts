import { callManagement } from '../api/management.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { printRow } from '../output/print.ts';
import { CommandError } from '../terminal/command-error.ts';
import { buildWorkspaceRow } from './workspace-row.ts';

export const createWorkspace: CommandDefinition = {
  flags: [
    { kind: 'string', name: 'name', short: 'n', fallback: '', summary: 'Name of the workspace.' },
  ],
  description: 'Only a person may create a workspace: an API key belongs to one already.',
  examples: ['create workspace --name "My team"'],
  async run(invocation) {
    const session = await openSession(invocation);
    const name = session.flags.string('name').trim();
    if (name === '') throw new CommandError('Name the workspace with --name.');
    const workspace = await callManagement(session, (api) =>
      api.call('createWorkspace', { body: { name } }),
    );
    await printRow(session.output, buildWorkspaceRow(workspace));
  },
};
