// The one table without a fence: which project a slug or host belongs to. It holds no tenant's data.

import type { ProjectId } from '@gatehouse/protocol';
import type { Address } from '../generated/client.ts';
import type { FencedTransaction } from '../scope/fence.ts';
import type { PageRequest, ProjectScope } from '../transactions.ts';
import { isStorableText, readProjectId, readWorkspaceId } from './stored-values.ts';

/** @returns the scope to which the address leads, or undefined. */
export async function findScopeByAddress(
  tx: FencedTransaction,
  address: string,
): Promise<ProjectScope | undefined> {
  if (!isStorableText(address)) return undefined;
  const row = await tx.address.findUnique({ where: { address } });
  return row === null ? undefined : readScope(row);
}

/** @returns the scope of a project that has, or once had, an address. */
export async function findScopeByProject(
  tx: FencedTransaction,
  projectId: string,
): Promise<ProjectScope | undefined> {
  const row = await tx.address.findFirst({ where: { projectId }, orderBy: { createdAt: 'asc' } });
  return row === null ? undefined : readScope(row);
}

/** @returns the scopes of all projects that ever had an address, in the order of their ids. */
export async function listScopes(
  tx: FencedTransaction,
  { limit, after }: PageRequest<ProjectId>,
): Promise<ProjectScope[]> {
  const rows = await tx.address.findMany({
    where: { kind: 'slug', ...(after === undefined ? {} : { projectId: { gt: after } }) },
    orderBy: { projectId: 'asc' },
    take: limit,
  });
  return rows.map(readScope);
}

/** @returns false where the address was ever taken; nothing is written then. */
export async function insertAddress(
  tx: FencedTransaction,
  row: { address: string; kind: 'slug' | 'host' } & ProjectScope,
): Promise<boolean> {
  const { count } = await tx.address.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

function readScope(row: Pick<Address, 'projectId' | 'workspaceId'>): ProjectScope {
  return {
    projectId: readProjectId(row.projectId),
    workspaceId: row.workspaceId === null ? null : readWorkspaceId(row.workspaceId),
  };
}
