import { createProject } from '@gatehouse/administration';
import type { AnswerOf, InputOf, JsonPatch, SetProjectBody } from '@gatehouse/contracts';
import type { ProjectRow } from '@gatehouse/database';
import { emptyProjectDocument, parseWorkspaceId, type WorkspaceId } from '@gatehouse/protocol';
import { Inject, Injectable } from '@nestjs/common';
import {
  authorshipOf,
  type CallerAccess,
  type ProjectAccess,
  type WorkspaceAccess,
} from '../access/access.ts';
import { type Caller, mayUse, reachOfWorkspace } from '../access/caller.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { readPage } from '../http/pages.ts';
import { notFound, Refusal } from '../http/refusal.ts';
import { buildEditableProject, parseEditableProject } from './editable-project.ts';
import { patchDocument } from './patch-document.ts';
import { type CurrentProject, ProjectChangesService } from './project-changes.service.ts';
import { buildProject, buildProjectMetadata, loadBasicOrganizations } from './project-wire.ts';

const rowsPerRead = 250;

/** Whoever writes settings from a file of theirs has no organizations in it. */
function withOrganizations(
  body: SetProjectBody,
  organizations: CurrentProject['organizations'],
): SetProjectBody {
  return {
    ...body,
    organizations: organizations.map((row) => ({ ...row, domains: [...row.domains] })),
  };
}

@Injectable()
export class ProjectsService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
    private readonly changes: ProjectChangesService,
  ) {}

  /** Ory's list has no pages: it is everything that the caller reaches, oldest first. */
  async list({ caller }: CallerAccess): Promise<AnswerOf<'listProjects'>> {
    const rows =
      caller.kind === 'project_key'
        ? await this.rowsOfKey(caller)
        : await this.rowsOfWorkspaces(caller);
    return rows.map((row) => buildProjectMetadata(row, this.dependencies.addressing));
  }

  async listOfWorkspace(
    { workspaceId }: WorkspaceAccess,
    { query }: InputOf<'listWorkspaceProjects'>,
  ): Promise<AnswerOf<'listWorkspaceProjects'>> {
    const list = { tenantId: workspaceId, sort: 'projects:created_at', filter: {} };
    const page = readPage(this.dependencies.keyring, list, query);
    const [createdAt = '', projectId = ''] = page.position ?? [];
    const after = page.position && { createdAt: new Date(createdAt), projectId };
    const rows = await this.dependencies.store.withWorkspace(workspaceId, (tx) =>
      tx.projects.list({ limit: page.limit, after }),
    );
    const closed = page.close(rows, (row) => [row.createdAt.toISOString(), row.projectId]);
    return {
      projects: closed.rows.map((row) => buildProjectMetadata(row, this.dependencies.addressing)),
      has_next_page: closed.hasNext,
      next_page: closed.nextToken,
    };
  }

  async create(
    access: CallerAccess,
    { body }: InputOf<'createProject'>,
  ): Promise<AnswerOf<'createProject'>> {
    const wanted = {
      workspaceId: this.chooseWorkspace(access.caller, body.workspace_id),
      name: body.name,
      environment: body.environment,
      homeRegion: body.home_region,
    };
    const row = await createProject(this.dependencies, wanted, authorshipOf(access));
    const parts = { row, document: emptyProjectDocument, organizations: [] };
    return buildProject(parts, this.dependencies.addressing);
  }

  get({ project }: ProjectAccess): Promise<AnswerOf<'getProject'>> {
    return this.dependencies.store.withProject(project, async (tx) => {
      const row = await tx.project();
      if (row === undefined) throw notFound();
      const { document } = await tx.revisions.current();
      const organizations = await loadBasicOrganizations(tx);
      return buildProject({ row, document, organizations }, this.dependencies.addressing);
    });
  }

  patch(
    access: ProjectAccess,
    patch: JsonPatch,
    expectedRevisionId?: string,
  ): Promise<AnswerOf<'patchProject'>> {
    return this.changes.change(access, {
      action: 'project.updated',
      ...(expectedRevisionId === undefined ? {} : { expectedRevisionId }),
      decide: ({ row, revision: { document }, organizations }) =>
        parseEditableProject(
          patchDocument(buildEditableProject({ row, document, organizations }), patch),
        ),
    });
  }

  set(access: ProjectAccess, { body }: InputOf<'setProject'>): Promise<AnswerOf<'setProject'>> {
    return this.changes.change(access, {
      action: 'project.updated',
      decide: ({ organizations }) =>
        body.organizations.length === 0 ? withOrganizations(body, organizations) : body,
    });
  }

  async purge(access: ProjectAccess): Promise<void> {
    await this.dependencies.store.withProject(access.project, async (tx) => {
      const row = await tx.project();
      if (row === undefined) throw notFound();
      await tx.audit({
        ...authorshipOf(access),
        action: 'project.purged',
        targetType: 'project',
        targetId: row.projectId,
        changes: { name: row.name, slug: row.slug },
      });
      await tx.purge();
    });
  }

  private async rowsOfKey(
    caller: Extract<Caller, { kind: 'project_key' }>,
  ): Promise<readonly ProjectRow[]> {
    const { store } = this.dependencies;
    const scope = await store.scopeOfProject(caller.projectId);
    const row = scope && (await store.withProject(scope, (tx) => tx.project()));
    return row === undefined ? [] : [row];
  }

  private async rowsOfWorkspaces(
    caller: Exclude<Caller, { kind: 'project_key' }>,
  ): Promise<readonly ProjectRow[]> {
    const workspaceIds =
      caller.kind === 'member' ? [...caller.memberships.keys()].sort() : [caller.workspaceId];
    const rows: ProjectRow[] = [];
    for (const workspaceId of workspaceIds) {
      const reach = reachOfWorkspace(caller, workspaceId);
      if (reach !== undefined && mayUse(caller, reach, 'projects:read')) {
        rows.push(...(await this.rowsOfWorkspace(workspaceId)));
      }
    }
    return rows;
  }

  private rowsOfWorkspace(workspaceId: WorkspaceId): Promise<readonly ProjectRow[]> {
    return this.dependencies.store.withWorkspace(workspaceId, async (tx) => {
      const rows: ProjectRow[] = [];
      for (;;) {
        const last = rows.at(-1);
        const read = await tx.projects.list({ limit: rowsPerRead, after: last });
        rows.push(...read);
        if (read.length < rowsPerRead) return rows;
      }
    });
  }

  /** The workspace that a new project goes into. */
  private chooseWorkspace(caller: Caller, asked: string | undefined): WorkspaceId {
    const workspaceId = asked === undefined ? this.onlyWorkspace(caller) : parseWorkspaceId(asked);
    const reach = workspaceId && reachOfWorkspace(caller, workspaceId);
    if (workspaceId === undefined || reach === undefined) throw notFound();
    if (mayUse(caller, reach, 'projects:write')) return workspaceId;
    throw new Refusal('forbidden', 'This needs the permission projects:write.');
  }

  private onlyWorkspace(caller: Caller): WorkspaceId {
    if (caller.kind === 'workspace_key') return caller.workspaceId;
    if (caller.kind === 'project_key') {
      throw new Refusal('forbidden', 'A project key reaches its one project and makes no other.');
    }
    const [first, ...others] = caller.memberships.keys();
    if (first !== undefined && others.length === 0) return first;
    throw new Refusal('invalid_request', 'body.workspace_id: say in which workspace.');
  }
}
