import { callManagement } from '../api/management.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printRow } from '../output/print.ts';
import { findProject } from '../project/find-project.ts';
import { buildWebhookRow } from './webhook-row.ts';

export const getWebhook: CommandDefinition = {
  positionals: '<id>',
  flags: [projectFlag, workspaceFlag],
  async run(invocation) {
    const session = await openSession(invocation);
    const { id: project } = await findProject(session);
    const [webhook = ''] = invocation.positionals;
    const found = await callManagement(session, (api) =>
      api.call('getWebhook', { params: { project, webhook } }),
    );
    await printRow(session.output, buildWebhookRow(found));
  },
};
