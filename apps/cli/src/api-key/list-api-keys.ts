import { callManagement } from '../api/management.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printTable } from '../output/print.ts';
import { findKeyOwner, keyOwnerFlag } from './key-owner.ts';
import { buildKeyTable } from './key-row.ts';

export const listApiKeys: CommandDefinition = {
  flags: [keyOwnerFlag, projectFlag, workspaceFlag],
  async run(invocation) {
    const session = await openSession(invocation);
    const { kind, id } = await findKeyOwner(session);
    const keys =
      kind === 'project'
        ? await callManagement(session, (api) =>
            api.call('listProjectApiKeys', { params: { project: id } }),
          )
        : await callManagement(session, (api) =>
            api.call('listWorkspaceApiKeys', { params: { workspace: id } }),
          );
    await printTable(session.output, buildKeyTable(keys));
  },
};
