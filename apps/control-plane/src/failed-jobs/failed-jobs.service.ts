import { recordChange } from '@gatehouse/administration';
import type { AnswerOf, InputOf } from '@gatehouse/contracts';
import type { FailedJobRow } from '@gatehouse/database';
import { Inject, Injectable } from '@nestjs/common';
import { authorshipOf, type ProjectAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { readPage } from '../http/pages.ts';
import { notFound } from '../http/refusal.ts';

type Answer = AnswerOf<'listProjectFailedJobs'>;

function buildFailedJob(row: FailedJobRow): Answer['jobs'][number] {
  const { buriedAt } = row;
  return {
    id: row.id,
    kind: row.kind,
    attempts: row.attempts,
    // The class alone: the words of an error may name people.
    error: /^\w{1,64}(?=:)/.exec(row.lastError ?? '')?.[0] ?? 'Error',
    created_at: row.createdAt.toISOString(),
    next_attempt_at: buriedAt === null ? row.nextAttemptAt.toISOString() : null,
    buried_at: buriedAt === null ? null : buriedAt.toISOString(),
  };
}

@Injectable()
export class FailedJobsService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async list(
    { project }: ProjectAccess,
    { query }: InputOf<'listProjectFailedJobs'>,
  ): Promise<Answer> {
    const list = { tenantId: project.projectId, sort: 'failed-jobs:-id', filter: {} };
    const page = readPage(this.dependencies.keyring, list, query);
    const after = page.position?.[0];
    const rows = await this.dependencies.store.withProject(project, (tx) =>
      tx.jobs.listFailed({ limit: page.limit, after }),
    );
    const closed = page.close(rows, (row) => [row.id]);
    return {
      jobs: closed.rows.map(buildFailedJob),
      has_next_page: closed.hasNext,
      next_page_token: closed.nextToken,
    };
  }

  retry(access: ProjectAccess, { params }: InputOf<'retryProjectJob'>): Promise<undefined> {
    return this.dependencies.store.withProject(access.project, async (tx) => {
      if (!(await tx.jobs.retry(params.job_id))) throw notFound();
      await recordChange(tx, authorshipOf(access), {
        action: 'job.retried',
        targetType: 'job',
        targetId: params.job_id,
        changes: {},
      });
      return undefined;
    });
  }
}
