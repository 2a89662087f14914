import type { ProjectId, WorkspaceId } from '@gatehouse/protocol';
import type { AuditEvent, Prisma } from '../generated/client.ts';
import type { FencedTransaction } from '../scope/fence.ts';
import type { WorkspaceContext } from '../scope/project-context.ts';
import type { Actor, AuditEntry, AuditRow, WorkspaceTransaction } from '../transactions.ts';
import { createUuidV7 } from '../uuid-v7.ts';
import {
  isStorableText,
  isStorableUuid,
  readJson,
  readProjectId,
  writeJson,
} from './stored-values.ts';

/** Where an audit event belongs. */
export interface AuditPlace {
  readonly workspaceId: WorkspaceId;
  readonly projectId: ProjectId | null;
}

/** Adds the event in the same transaction as what it tells of. */
export async function insertAuditEvent(
  tx: FencedTransaction,
  place: AuditPlace,
  entry: AuditEntry,
): Promise<void> {
  await tx.auditEvent.createMany({
    data: [
      {
        id: createUuidV7(),
        ...place,
        actor: writeJson(entry.actor),
        action: entry.action,
        targetType: entry.targetType,
        targetId: entry.targetId,
        changes: writeJson(entry.changes),
        requestId: entry.requestId,
      },
    ],
  });
}

export function buildAuditEventList(
  context: WorkspaceContext,
): WorkspaceTransaction['auditEvents'] {
  const { tx, workspaceId } = context;
  return async (page, { projectId, action }) => {
    if (projectId !== undefined && !isStorableUuid(projectId)) return [];
    if (action !== undefined && !isStorableText(action)) return [];
    const { newestFirst = false } = page;
    const direction = newestFirst ? 'desc' : 'asc';
    const rows = await tx.auditEvent.findMany({
      where: {
        workspaceId,
        ...(projectId === undefined ? {} : { projectId }),
        ...(action === undefined ? {} : { action }),
        AND: beyond(page.after, newestFirst),
      },
      orderBy: [{ at: direction }, { id: direction }],
      take: page.limit,
    });
    return rows.map(readAuditEvent);
  };
}

function beyond(
  cursor: { at: Date; id: string } | undefined,
  newestFirst: boolean,
): Prisma.AuditEventWhereInput {
  if (cursor === undefined) return {};
  const { at, id } = cursor;
  return newestFirst
    ? { OR: [{ at: { lt: at } }, { at, id: { lt: id } }] }
    : { OR: [{ at: { gt: at } }, { at, id: { gt: id } }] };
}

function readAuditEvent({ workspaceId: _, ...row }: AuditEvent): AuditRow {
  return {
    ...row,
    projectId: row.projectId === null ? null : readProjectId(row.projectId),
    actor: readJson<Actor>(row.actor),
    changes: readJson<Record<string, unknown>>(row.changes),
  };
}
