import { callManagement } from '../api/management.ts';
import { openSession, type Session } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { eachOne } from '../command/each-one.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printIds } from '../output/id-rows.ts';
import { findKeyOwner, type KeyOwner, keyOwnerFlag } from './key-owner.ts';

async function sendDeletion(session: Session, owner: KeyOwner, keyId: string): Promise<void> {
  if (owner.kind === 'project') {
    const params = { project: owner.id, token_id: keyId };
    return callManagement(session, (api) => api.call('deleteProjectApiKey', { params }));
  }
  const params = { workspace: owner.id, token_id: keyId };
  return callManagement(session, (api) => api.call('deleteWorkspaceApiKey', { params }));
}

export const deleteApiKey: CommandDefinition = {
  positionals: '<id...>',
  flags: [keyOwnerFlag, projectFlag, workspaceFlag],
  async run(invocation) {
    const session = await openSession(invocation);
    const owner = await findKeyOwner(session);
    await eachOne(
      invocation.positionals.map((id) => [id, id] as const),
      async (id) => {
        await sendDeletion(session, owner, id);
        return id;
      },
      { terminal: session.terminal, finish: (ids) => printIds(session.output, ids) },
    );
  },
};
