import { randomUUID } from 'node:crypto';
import type { ProjectDocument } from '@gatehouse/protocol';
import type { ProjectRevision } from '../generated/client.ts';
import type { ProjectContext } from '../scope/project-context.ts';
import { TenantGone } from '../scope/tenant-gone.ts';
import type { Actor, RevisionRow, RevisionRows } from '../transactions.ts';
import { isStorableUuid, readJson, writeJson } from './stored-values.ts';

export function buildRevisionRows(context: ProjectContext): RevisionRows {
  const { tx, projectId } = context;
  const find: RevisionRows['find'] = async (revisionId) => {
    if (!isStorableUuid(revisionId)) return undefined;
    const row = await tx.projectRevision.findUnique({
      where: { projectId_revisionId: { projectId, revisionId } },
    });
    return row === null ? undefined : readRevision(row);
  };
  return {
    find,
    async current() {
      const project = await tx.project.findUnique({ where: { projectId } });
      const revision = project === null ? undefined : await find(project.revisionId);
      if (revision === undefined) throw new TenantGone(`Project ${projectId} was removed.`);
      return revision;
    },
    async list(page) {
      const { after, newestFirst = false } = page;
      const beyond = (number: number) => (newestFirst ? { lt: number } : { gt: number });
      const rows = await tx.projectRevision.findMany({
        where: { projectId, ...(after === undefined ? {} : { number: beyond(after) }) },
        orderBy: { number: newestFirst ? 'desc' : 'asc' },
        take: page.limit,
      });
      return rows.map(readRevision);
    },
    async add({ expectedRevisionId, document, changes, author }) {
      const expected = await find(expectedRevisionId);
      if (expected === undefined) return 'conflict';
      const revisionId = randomUUID();
      const data = { revisionId };
      // The row lock that this takes lets one of several writers pass; the others then see its revision.
      const { count } = await tx.project.updateMany({
        where: { projectId, revisionId: expectedRevisionId },
        data,
      });
      if (count === 0) return 'conflict';
      context.markRuntimeChanged();
      const number = expected.number + 1;
      return insertRevision(context, { revisionId, number, document, changes, author });
    },
  };
}

/** Writes the revision's row; the project must point at it already or in the same transaction. */
export async function insertRevision(
  { tx, projectId }: Pick<ProjectContext, 'tx' | 'projectId'>,
  revision: Omit<RevisionRow, 'createdAt'>,
): Promise<RevisionRow> {
  const row = await tx.projectRevision.create({
    data: {
      projectId,
      revisionId: revision.revisionId,
      number: revision.number,
      document: writeJson(revision.document),
      changes: writeJson(revision.changes),
      author: writeJson(revision.author),
    },
  });
  return readRevision(row);
}

function readRevision(row: ProjectRevision): RevisionRow {
  return {
    revisionId: row.revisionId,
    number: row.number,
    document: readJson<ProjectDocument>(row.document),
    changes: readJson<unknown[]>(row.changes),
    author: readJson<Actor>(row.author),
    createdAt: row.createdAt,
  };
}
