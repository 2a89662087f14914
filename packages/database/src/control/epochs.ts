// Revocation epochs, inside a fence. A row is never deleted, but for those of sessions: what comes back under
// an old name gets a higher epoch, and tokens of its former life stay dead.

import type { ProjectId } from '@gatehouse/protocol';
import type { FencedTransaction } from '../scope/fence.ts';

export interface EpochKey {
  readonly projectId: ProjectId;
  readonly kind: 'project' | 'client' | 'identity' | 'session';
  /** The id of client, identity or session; empty for the project's own epoch. */
  readonly key: string;
}

/** Starts the epoch at 1, or raises and revives the one that was there. */
export async function startOrRaiseEpoch(
  tx: FencedTransaction,
  { projectId, kind, key }: EpochKey,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO hot.epochs AS e (project_id, kind, key) VALUES (${projectId}::uuid, ${kind}, ${key})
    ON CONFLICT (project_id, kind, key) DO UPDATE SET epoch = e.epoch + 1, active = TRUE`;
}

/** Raises a living epoch; one that ended, or never began, is left alone. */
export async function raiseEpoch(
  tx: FencedTransaction,
  { projectId, kind, key }: EpochKey,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE hot.epochs SET epoch = epoch + 1
    WHERE project_id = ${projectId}::uuid AND kind = ${kind} AND key = ${key} AND active`;
}

/** Ends the epoch: nothing issued under it is live any more. */
export async function endEpoch(
  tx: FencedTransaction,
  { projectId, kind, key }: EpochKey,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE hot.epochs SET epoch = epoch + 1, active = FALSE
    WHERE project_id = ${projectId}::uuid AND kind = ${kind} AND key = ${key}`;
}

/** Ends the epochs of many at once. */
export async function endEpochs(
  tx: FencedTransaction,
  { projectId, kind }: Omit<EpochKey, 'key'>,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  await tx.$executeRaw`
    UPDATE hot.epochs SET epoch = epoch + 1, active = FALSE
    WHERE project_id = ${projectId}::uuid AND kind = ${kind} AND key = ANY (${[...keys]}::text[])`;
}

/** The epochs of one kind by their keys; one that never began has no entry. */
export async function loadEpochs(
  tx: FencedTransaction,
  { projectId, kind }: Omit<EpochKey, 'key'>,
  keys: readonly string[],
): Promise<ReadonlyMap<string, { epoch: number; isActive: boolean }>> {
  const rows = await tx.$queryRaw<{ key: string; epoch: number; active: boolean }[]>`
    SELECT key, epoch, active FROM hot.epochs
    WHERE project_id = ${projectId}::uuid AND kind = ${kind} AND key = ANY (${[...keys]}::text[])`;
  return new Map(rows.map(({ key, epoch, active }) => [key, { epoch, isActive: active }]));
}

/** Removes the epochs of sessions that are gone. Their ids never come back, so what hung on them stays dead. */
export async function deleteSessionEpochs(
  tx: FencedTransaction,
  projectId: ProjectId,
  sessionIds: readonly string[],
): Promise<void> {
  if (sessionIds.length === 0) return;
  await tx.$executeRaw`
    DELETE FROM hot.epochs
    WHERE project_id = ${projectId}::uuid AND kind = 'session' AND key = ANY (${[...sessionIds]}::text[])`;
}
