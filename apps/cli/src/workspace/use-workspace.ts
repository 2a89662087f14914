import { callManagement } from '../api/management.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { printSelected } from '../output/id-rows.ts';
import { findNamedWorkspaceId, requireWorkspaceId } from './find-workspace.ts';

export const useWorkspace: CommandDefinition = {
  positionals: '[id]',
  flags: [],
  description: 'Without an id it prints the workspace that commands use.',
  async run(invocation) {
    const session = await openSession(invocation);
    const word = invocation.positionals[0]?.trim() ?? '';
    if (word === '') return printSelected(session.output, await requireWorkspaceId(session));
    const id = await findNamedWorkspaceId(session, word);
    await callManagement(session, (api) => api.call('getWorkspace', { params: { workspace: id } }));
    await session.config.update((current) => ({ ...current, selected_workspace: id }));
    await printSelected(session.output, id);
  },
};
