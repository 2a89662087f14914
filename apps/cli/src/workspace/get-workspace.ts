import { callManagement } from '../api/management.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { workspaceFlag } from '../flags/flag.ts';
import { printRow } from '../output/print.ts';
import { findNamedWorkspaceId, requireWorkspaceId } from './find-workspace.ts';
import { buildWorkspaceRow } from './workspace-row.ts';

export const getWorkspace: CommandDefinition = {
  positionals: '[id]',
  flags: [workspaceFlag],
  async run(invocation) {
    const session = await openSession(invocation);
    const word = invocation.positionals[0]?.trim() ?? '';
    const id =
      word === '' ? await requireWorkspaceId(session) : await findNamedWorkspaceId(session, word);
    const workspace = await callManagement(session, (api) =>
      api.call('getWorkspace', { params: { workspace: id } }),
    );
    await printRow(session.output, buildWorkspaceRow(workspace));
  },
};
