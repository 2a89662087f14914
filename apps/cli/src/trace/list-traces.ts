import { callProjectManagement } from '../api/project-management.ts';
import { openSession } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { printTable } from '../output/print.ts';
import { sortKeys } from '../output/sort-keys.ts';
import { findProject } from '../project/find-project.ts';

export const listTraces: CommandDefinition = {
  flags: [
    { kind: 'string', name: 'client-id', fallback: '', summary: 'Only of this client.' },
    {
      kind: 'string',
      name: 'outcome',
      fallback: '',
      summary: 'Only of this outcome, such as succeeded or client_secret_wrong.',
    },
    { kind: 'integer', name: 'page-size', fallback: 20, summary: 'Traces on a page.' },
    { kind: 'string', name: 'page-token', fallback: '', summary: 'The page; empty: the first.' },
    projectFlag,
    workspaceFlag,
  ],
  examples: ['list traces --client-id my-client'],
  async run(invocation) {
    const session = await openSession(invocation);
    const { flags } = session;
    const project = await findProject(session);
    const page = await callProjectManagement(session, project, (api) =>
      api.call('listProjectTraces', {
        params: { project_id: project.id },
        query: {
          page_size: flags.integer('page-size'),
          page_token: flags.string('page-token'),
          client_id: flags.string('client-id') || undefined,
          outcome: flags.string('outcome') || undefined,
        },
      }),
    );
    const isLastPage = !page.has_next_page;
    const rows = page.traces.map((trace) => [
      trace.trace_id,
      trace.at,
      trace.endpoint,
      trace.client_id ?? '<none>',
      trace.outcome,
    ]);
    await printTable(session.output, {
      headers: ['TRACE ID', 'TIME', 'ENDPOINT', 'CLIENT ID', 'OUTCOME'],
      rows,
      ids: page.traces.map(({ trace_id }) => trace_id),
      document: {
        items: sortKeys(page.traces),
        next_page_token: page.next_page_token,
        is_last_page: isLastPage,
      },
      footer: [
        [''],
        ['NEXT PAGE TOKEN', page.next_page_token],
        ['IS LAST PAGE', String(isLastPage)],
      ],
    });
  },
};
