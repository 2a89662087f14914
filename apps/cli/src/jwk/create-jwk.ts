import { callAdmin } from '../api/project-api.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printTable } from '../output/print.ts';
import { findProject } from '../project/find-project.ts';
import { buildJwkTable, keysOf } from './jwk-table.ts';
import { publicMembers } from './public-members.ts';

export const createJwk: CommandDefinition = {
  positionals: '<set-id> [key-id]',
  flags: [
    {
      kind: 'string',
      name: 'alg',
      fallback: 'RS256',
      summary: 'Algorithm: RS256, ES256, PS256 or EdDSA.',
    },
    { kind: 'string', name: 'use', fallback: 'sig', summary: 'What the key is for: sig or enc.' },
    { kind: 'boolean', name: 'public', summary: 'Print the public members only.' },
    projectFlag,
    workspaceFlag,
  ],
  description:
    'The set hydra.openid.id-token is the one that the project signs with: a key created there is\npublished first and signs later.',
  examples: ['create jwk hydra.openid.id-token --alg ES256'],
  async run(invocation) {
    const session = await openSession(invocation);
    const [set = '', kid = ''] = invocation.positionals;
    const { flags } = session;
    const project = await findProject(session);
    const { body } = await callAdmin(session, project, {
      method: 'POST',
      path: `/admin/keys/${encodeURIComponent(set)}`,
      body: { alg: flags.string('alg'), kid, use: flags.string('use') },
    });
    const keys = keysOf(set, body);
    const shown = flags.boolean('public')
      ? keys.map(({ key }) => ({ set, key: publicMembers(key) }))
      : keys;
    await printTable(session.output, buildJwkTable(shown));
  },
};
