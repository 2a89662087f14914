import type { AnswerOf, InputOf } from '@gatehouse/contracts';
import type { WorkspaceRow } from '@gatehouse/database';
import { generateUuid } from '@gatehouse/keys';
import { parseWorkspaceId, type WorkspaceId } from '@gatehouse/protocol';
import { Inject, Injectable } from '@nestjs/common';
import { authorshipOf, type CallerAccess, type WorkspaceAccess } from '../access/access.ts';
import type { Caller } from '../access/caller.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { readPage } from '../http/pages.ts';
import { notFound, Refusal } from '../http/refusal.ts';

function buildWorkspace(row: WorkspaceRow): AnswerOf<'getWorkspace'> {
  return {
    id: row.workspaceId,
    name: row.name,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    organization_id: null,
    subscription_id: null,
    subscription_plan: null,
  };
}

/** The workspaces that a caller belongs to, in a fixed order. */
function workspaceIdsOf(caller: Caller): readonly WorkspaceId[] {
  if (caller.kind === 'member') return [...caller.memberships.keys()].sort();
  return caller.kind === 'workspace_key' ? [caller.workspaceId] : [];
}

@Injectable()
export class WorkspacesService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async list(
    { caller }: CallerAccess,
    { query }: InputOf<'listWorkspaces'>,
  ): Promise<AnswerOf<'listWorkspaces'>> {
    const list = { tenantId: caller.actor.id, sort: 'workspaces:id', filter: {} };
    const page = readPage(this.dependencies.keyring, list, query);
    const after = page.position?.[0] ?? '';
    const ids = workspaceIdsOf(caller).filter((id) => id > after);
    const rows: WorkspaceRow[] = [];
    for (const id of ids.slice(0, page.limit)) {
      const row = await this.find(id);
      if (row !== undefined) rows.push(row);
    }
    const closed = page.close(rows, (row) => [row.workspaceId]);
    return {
      workspaces: closed.rows.map(buildWorkspace),
      has_next_page: closed.hasNext,
      next_page_token: closed.nextToken,
    };
  }

  async create(
    access: CallerAccess,
    { body }: InputOf<'createWorkspace'>,
  ): Promise<AnswerOf<'createWorkspace'>> {
    if (access.caller.kind !== 'member') throw new Refusal('forbidden');
    const workspaceId = parseWorkspaceId(generateUuid(this.dependencies.random));
    if (workspaceId === undefined) throw new Error('A fresh UUID is no workspace id.');
    const row = await this.dependencies.store.createWorkspace({
      workspaceId,
      name: body.name,
      owner: access.caller.member,
      audit: {
        ...authorshipOf(access),
        action: 'workspace.created',
        targetType: 'workspace',
        targetId: workspaceId,
        changes: { name: body.name },
      },
    });
    return buildWorkspace(row);
  }

  async get({ workspaceId }: WorkspaceAccess): Promise<AnswerOf<'getWorkspace'>> {
    const row = await this.find(workspaceId);
    if (row === undefined) throw notFound();
    return buildWorkspace(row);
  }

  rename(
    access: WorkspaceAccess,
    { body }: InputOf<'updateWorkspace'>,
  ): Promise<AnswerOf<'updateWorkspace'>> {
    return this.dependencies.store.withWorkspace(access.workspaceId, async (tx) => {
      const before = await tx.workspace();
      if (before === undefined) throw notFound();
      if (before.name === body.name) return buildWorkspace(before);
      const row = await tx.rename(body.name);
      await tx.audit({
        ...authorshipOf(access),
        action: 'workspace.updated',
        targetType: 'workspace',
        targetId: access.workspaceId,
        changes: { name: { before: before.name, after: body.name } },
      });
      return buildWorkspace(row);
    });
  }

  private find(workspaceId: WorkspaceId): Promise<WorkspaceRow | undefined> {
    return this.dependencies.store.withWorkspace(workspaceId, (tx) => tx.workspace());
  }
}
