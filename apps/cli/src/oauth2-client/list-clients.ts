import { callAdmin } from '../api/project-api.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { textAt } from '../json/json-object.ts';
import { printTable } from '../output/print.ts';
import { sortKeys } from '../output/sort-keys.ts';
import { findProject } from '../project/find-project.ts';
import { clientColumns, clientHeaders } from './client-row.ts';
import { parseNextPageToken } from './next-page.ts';

export const listClients: CommandDefinition = {
  flags: [
    { kind: 'integer', name: 'page-size', fallback: 100, summary: 'Clients on a page.' },
    { kind: 'string', name: 'page-token', fallback: '', summary: 'The page; empty: the first.' },
    projectFlag,
    workspaceFlag,
  ],
  examples: ['list oauth2-clients --format jsonpath=items.#.client_id'],
  async run(invocation) {
    const session = await openSession(invocation);
    const query = new URLSearchParams({
      page_size: String(session.flags.integer('page-size')),
      page_token: session.flags.string('page-token'),
    });
    const project = await findProject(session);
    const path = `/admin/clients?${query}`;
    const response = await callAdmin(session, project, { method: 'GET', path });
    const clients: readonly unknown[] = Array.isArray(response.body) ? response.body : [];
    const token = parseNextPageToken(response.headers.get('link'));
    const isLastPage = token === '';
    await printTable(session.output, {
      headers: clientHeaders,
      rows: clients.map(clientColumns),
      ids: clients.map((client) => textAt(client, 'client_id') ?? ''),
      document: { items: sortKeys(clients), next_page_token: token, is_last_page: isLastPage },
      footer: [[''], ['NEXT PAGE TOKEN', token], ['IS LAST PAGE', String(isLastPage)]],
    });
  },
};
