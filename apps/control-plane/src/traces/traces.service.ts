import type { AnswerOf, InputOf } from '@gatehouse/contracts';
import type { TraceRow } from '@gatehouse/database';
import { Inject, Injectable } from '@nestjs/common';
import type { ProjectAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { readPage } from '../http/pages.ts';
import { notFound } from '../http/refusal.ts';
import { explainOutcome } from './explain-outcome.ts';

function buildTrace(row: TraceRow): AnswerOf<'getProjectTrace'> {
  return {
    trace_id: row.traceId,
    at: row.at.toISOString(),
    endpoint: row.endpoint,
    client_id: row.clientId,
    outcome: row.outcome,
    trace: { ...row.trace, ...explainOutcome(row.outcome) },
  };
}

@Injectable()
export class TracesService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async list(
    { project }: ProjectAccess,
    { query }: InputOf<'listProjectTraces'>,
  ): Promise<AnswerOf<'listProjectTraces'>> {
    const { client_id: clientId, outcome } = query;
    const filter = { clientId, outcome };
    const list = { tenantId: project.projectId, sort: 'traces:-at', filter };
    const page = readPage(this.dependencies.keyring, list, query);
    const before = page.position?.[0];
    const rows = await this.dependencies.store.withProject(project, (tx) =>
      tx.traces.list({
        limit: page.limit,
        ...(clientId === undefined ? {} : { clientId }),
        ...(outcome === undefined ? {} : { outcome }),
        ...(before === undefined ? {} : { before: new Date(before) }),
      }),
    );
    const closed = page.close(rows, (row) => [row.at.toISOString()]);
    return {
      traces: closed.rows.map(buildTrace),
      has_next_page: closed.hasNext,
      next_page_token: closed.nextToken,
    };
  }

  get(
    { project }: ProjectAccess,
    { params }: InputOf<'getProjectTrace'>,
  ): Promise<AnswerOf<'getProjectTrace'>> {
    return this.dependencies.store.withProject(project, async (tx) => {
      const row = await tx.traces.find(params.trace_id);
      if (row === undefined) throw notFound();
      return buildTrace(row);
    });
  }
}
