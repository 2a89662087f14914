import { setTimeout as wait } from 'node:timers/promises';
import type { Trace } from '@gatehouse/contracts';
import { explainManagementFailure, isNotFound } from '../api/management.ts';
import { tryProjectManagement } from '../api/project-management.ts';
import { openSession, type Session } from '../api/session.ts';
import type { CommandDefinition } from '../command/command.ts';
import { projectFlag, workspaceFlag } from '../flags/flag.ts';
import { escapeControls } from '../output/escape-controls.ts';
import { printRow } from '../output/print.ts';
import { sortKeys } from '../output/sort-keys.ts';
import { layOutCells } from '../output/tabwriter.ts';
import { findProject } from '../project/find-project.ts';
import type { ProjectReference } from '../project/project-reference.ts';
import { CommandError } from '../terminal/command-error.ts';
import { traceChecks, traceFacts } from './trace-lines.ts';

/** Traces leave the request's path through a queue: a fresh one may be a moment away. */
const waitsMilliseconds = [200, 400, 800, 1600];

async function loadTrace(
  session: Session,
  project: ProjectReference,
  traceId: string,
): Promise<Trace> {
  const params = { project_id: project.id, trace_id: traceId };
  for (const milliseconds of [...waitsMilliseconds, undefined]) {
    try {
      return await tryProjectManagement(session, project, (api) =>
        api.call('getProjectTrace', { params }),
      );
    } catch (error) {
      if (!isNotFound(error)) throw await explainManagementFailure(error, session);
      if (milliseconds !== undefined) await wait(milliseconds);
    }
  }
  throw new CommandError(
    `Project ${project.slug} has no trace ${traceId}. Refusals are kept for some days; of many successes at once, some leave none.`,
  );
}

export const getTrace: CommandDefinition = {
  positionals: '<trace-id>',
  flags: [projectFlag, workspaceFlag],
  description: 'Every refusal of a protocol endpoint carries the id of its trace.',
  async run(invocation) {
    const session = await openSession(invocation);
    const project = await findProject(session);
    const trace = await loadTrace(session, project, invocation.positionals[0] ?? '');
    const facts = traceFacts(trace);
    await printRow(session.output, {
      headers: facts.map(([header]) => header),
      columns: facts.map(([, value]) => value),
      document: sortKeys(trace),
    });
    const checks = traceChecks(trace);
    if (session.output.format.kind !== 'table' || checks.length === 0) return;
    const lines = [['CHECK', 'RESULT', 'EXPECTED', 'RECEIVED'], ...checks];
    session.terminal.print(`\n${layOutCells(lines.map((line) => line.map(escapeControls)))}`);
  },
};
