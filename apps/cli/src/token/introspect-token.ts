// Introspection by the project's administration (RFC 7662).

import { callAdmin } from '../api/project-api.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { memberAt, textAt } from '../json/json-object.ts';
import { formatGoTime } from '../output/go-time.ts';
import { printRow, type Row } from '../output/print.ts';
import { sortKeys } from '../output/sort-keys.ts';
import { findProject } from '../project/find-project.ts';

function buildIntrospectionRow(body: unknown): Row {
  return {
    headers: ['ACTIVE', 'SUBJECT', 'CLIENT ID', 'SCOPE', 'EXPIRY', 'TOKEN USE'],
    columns: [
      String(memberAt(body, 'active') === true),
      textAt(body, 'sub') ?? '',
      textAt(body, 'client_id') ?? '',
      textAt(body, 'scope') ?? '',
      formatGoTime(Number(memberAt(body, 'exp') ?? 0)),
      textAt(body, 'token_use') ?? '',
    ],
    document: sortKeys(body),
  };
}

export const introspectToken: CommandDefinition = {
  positionals: '<token>',
  flags: [
    {
      kind: 'strings',
      name: 'scope',
      fallback: [],
      summary: 'The token counts as active only if it has this scope.',
    },
    projectFlag,
    workspaceFlag,
  ],
  examples: ['introspect token "$access_token"'],
  async run(invocation) {
    const session = await openSession(invocation);
    const scope = session.flags.strings('scope').join(' ');
    const project = await findProject(session);
    const { body } = await callAdmin(session, project, {
      method: 'POST',
      path: '/admin/oauth2/introspect',
      body: new URLSearchParams({
        token: invocation.positionals[0] ?? '',
        ...(scope !== '' && { scope }),
      }),
    });
    await printRow(session.output, buildIntrospectionRow(body));
  },
};
