import { callManagement } from '../api/management.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printTable } from '../output/print.ts';
import { findProject } from '../project/find-project.ts';
import { buildWebhookTable } from './webhook-row.ts';

export const listWebhooks: CommandDefinition = {
  flags: [projectFlag, workspaceFlag],
  async run(invocation) {
    const session = await openSession(invocation);
    const { id: project } = await findProject(session);
    const { webhooks } = await callManagement(session, (api) =>
      api.call('listWebhooks', { params: { project } }),
    );
    await printTable(session.output, buildWebhookTable(webhooks));
  },
};
