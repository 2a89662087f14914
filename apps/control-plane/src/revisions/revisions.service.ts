import { type AnswerOf, type InputOf, jsonPatch } from '@gatehouse/contracts';
import type { RevisionRow } from '@gatehouse/database';
import { Inject, Injectable } from '@nestjs/common';
import type { ProjectAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { readPage } from '../http/pages.ts';
import { notFound } from '../http/refusal.ts';
import { buildEditableProject, parseEditableProject } from '../projects/editable-project.ts';
import { ProjectChangesService } from '../projects/project-changes.service.ts';

function buildSummary(row: RevisionRow) {
  return {
    id: row.revisionId,
    number: row.number,
    changes: jsonPatch.parse(row.changes),
    author: row.author,
    created_at: row.createdAt.toISOString(),
  };
}

@Injectable()
export class RevisionsService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
    private readonly changes: ProjectChangesService,
  ) {}

  async list(
    { project }: ProjectAccess,
    { query }: InputOf<'listProjectRevisions'>,
  ): Promise<AnswerOf<'listProjectRevisions'>> {
    const list = { tenantId: project.projectId, sort: 'revisions:-number', filter: {} };
    const page = readPage(this.dependencies.keyring, list, query);
    const after = page.position && Number(page.position[0]);
    const rows = await this.dependencies.store.withProject(project, (tx) =>
      tx.revisions.list({ limit: page.limit, after, newestFirst: true }),
    );
    const closed = page.close(rows, (row) => [String(row.number)]);
    return {
      revisions: closed.rows.map(buildSummary),
      has_next_page: closed.hasNext,
      next_page_token: closed.nextToken,
    };
  }

  get(
    { project }: ProjectAccess,
    { params }: InputOf<'getProjectRevision'>,
  ): Promise<AnswerOf<'getProjectRevision'>> {
    return this.dependencies.store.withProject(project, async (tx) => {
      const row = await tx.revisions.find(params.revision_id);
      if (row === undefined) throw notFound();
      return { ...buildSummary(row), document: row.document };
    });
  }

  /** A way back that is itself a revision: history is only ever added to. */
  revert(
    access: ProjectAccess,
    { params }: InputOf<'revertProjectRevision'>,
  ): Promise<AnswerOf<'revertProjectRevision'>> {
    return this.changes.change(access, {
      action: 'project.reverted',
      async decide({ row, organizations, tx }) {
        const revision = await tx.revisions.find(params.revision_id);
        if (revision === undefined) throw notFound();
        return parseEditableProject(
          buildEditableProject({ row, document: revision.document, organizations }),
        );
      },
    });
  }
}
