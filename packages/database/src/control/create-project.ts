import { randomUUID } from 'node:crypto';
import type { FencedTransaction } from '../scope/fence.ts';
import type { ControlStore, ProjectRow } from '../transactions.ts';
import { insertAddress } from './addresses.ts';
import { insertAuditEvent } from './audit-events.ts';
import { startOrRaiseEpoch } from './epochs.ts';
import { buildOutboxInsert } from './outbox-rows.ts';
import { readProject } from './project-rows.ts';
import { insertRevision } from './revision-rows.ts';
import { writeSigningKey } from './signing-key-rows.ts';

type NewProject = Parameters<ControlStore['createProject']>[0];

/** Everything that a project is made of, in the caller's transaction, fenced for the new project. */
export async function createProjectRows(
  tx: FencedTransaction,
  project: NewProject,
): Promise<ProjectRow | 'slug_taken'> {
  const { projectId, workspaceId } = project.scope;
  const context = { tx, projectId };
  const address = { address: project.slug, kind: 'slug', projectId, workspaceId } as const;
  if (!(await insertAddress(tx, address))) return 'slug_taken';
  const revisionId = randomUUID();
  const row = await tx.project.create({
    data: {
      projectId,
      workspaceId,
      name: project.name,
      slug: project.slug,
      environment: project.environment,
      homeRegion: project.homeRegion,
      revisionId,
    },
  });
  const { document, author } = project;
  await insertRevision(context, { revisionId, number: 1, document, changes: [], author });
  await tx.signingKey.createMany({
    data: project.signingKeys.map((key) => writeSigningKey(context, key)),
  });
  await startOrRaiseEpoch(tx, { projectId, kind: 'project', key: '' });
  const addToOutbox = buildOutboxInsert(context);
  for (const job of project.outbox ?? []) await addToOutbox(job);
  if (project.audit !== undefined) {
    if (workspaceId === null) throw new Error('A project without a workspace has no audit log.');
    await insertAuditEvent(tx, { workspaceId, projectId }, project.audit);
  }
  return readProject(row);
}
