import type { AnswerOf, InputOf } from '@gatehouse/contracts';
import type { AuditRow } from '@gatehouse/database';
import { Inject, Injectable } from '@nestjs/common';
import type { WorkspaceAccess } from '../access/access.ts';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { readPage } from '../http/pages.ts';

function buildAuditEvent(row: AuditRow): AnswerOf<'listAuditEvents'>['events'][number] {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: row.actor,
    action: row.action,
    target: { type: row.targetType, id: row.targetId },
    project_id: row.projectId,
    changes: row.changes,
    request_id: row.requestId,
  };
}

@Injectable()
export class AuditService {
  constructor(
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {}

  async list(
    { workspaceId }: WorkspaceAccess,
    { query }: InputOf<'listAuditEvents'>,
  ): Promise<AnswerOf<'listAuditEvents'>> {
    const { project_id: projectId, action } = query;
    const list = { tenantId: workspaceId, sort: 'audit:-at', filter: { projectId, action } };
    const page = readPage(this.dependencies.keyring, list, query);
    const [at = '', id = ''] = page.position ?? [];
    const after = page.position && { at: new Date(at), id };
    const filter = {
      ...(projectId === undefined ? {} : { projectId }),
      ...(action === undefined ? {} : { action }),
    };
    const rows = await this.dependencies.store.withWorkspace(workspaceId, (tx) =>
      tx.auditEvents({ limit: page.limit, after, newestFirst: true }, filter),
    );
    const closed = page.close(rows, (row) => [row.at.toISOString(), row.id]);
    return {
      events: closed.rows.map(buildAuditEvent),
      has_next_page: closed.hasNext,
      next_page_token: closed.nextToken,
    };
  }

  async verify({ workspaceId }: WorkspaceAccess): Promise<AnswerOf<'verifyAuditLog'>> {
    const { store } = this.dependencies;
    const verdict = await store.withWorkspace(workspaceId, (tx) => tx.verifyAuditChain());
    return {
      is_intact: verdict.brokenAt === undefined && verdict.unlinkedEvents === 0,
      events: verdict.events,
      broken_at: verdict.brokenAt ?? null,
      unlinked_events: verdict.unlinkedEvents,
      head: verdict.head ?? null,
    };
  }
}
