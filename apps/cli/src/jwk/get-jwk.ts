import { callAdmin } from '../api/project-api.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printTable } from '../output/print.ts';
import { findProject } from '../project/find-project.ts';
import { buildJwkTable, type KeyInSet, keysOf } from './jwk-table.ts';
import { publicMembers } from './public-members.ts';

export const getJwk: CommandDefinition = {
  positionals: '<set-id...>',
  flags: [
    { kind: 'boolean', name: 'public', summary: 'Print the public members only.' },
    projectFlag,
    workspaceFlag,
  ],
  examples: ['get jwk hydra.openid.id-token --format json-pretty'],
  async run(invocation) {
    const session = await openSession(invocation);
    const project = await findProject(session);
    const keys: KeyInSet[] = [];
    for (const set of invocation.positionals) {
      const path = `/admin/keys/${encodeURIComponent(set)}`;
      keys.push(...keysOf(set, (await callAdmin(session, project, { method: 'GET', path })).body));
    }
    const isPublic = session.flags.boolean('public');
    const shown = keys.map(({ set, key }) => ({ set, key: isPublic ? publicMembers(key) : key }));
    await printTable(session.output, buildJwkTable(shown));
  },
};
