import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { printTable } from '../output/print.ts';
import { loadWorkspaces } from './find-workspace.ts';
import { buildWorkspaceTable } from './workspace-row.ts';

export const listWorkspaces: CommandDefinition = {
  flags: [],
  async run(invocation) {
    const session = await openSession(invocation);
    await printTable(session.output, buildWorkspaceTable(await loadWorkspaces(session)));
  },
};
