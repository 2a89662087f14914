// What the holder of an exchanged key may do at this moment: it ends with the membership or the key that it
// was exchanged for, and shrinks with it.

import type { Actor, ControlStore, ProjectScope } from '@gatehouse/database';
import { type Permission, rolePermissions } from '@gatehouse/protocol';
import { readScopes } from './key-permissions.ts';

/** @returns undefined where the holder is no member and no live key of the project's workspace. */
export async function loadHolderPermissions(
  store: Pick<ControlStore, 'withWorkspace'>,
  { scope, holder, nowSeconds }: { scope: ProjectScope; holder: Actor; nowSeconds: number },
): Promise<ReadonlySet<Permission> | undefined> {
  if (scope.workspaceId === null) return undefined;
  return store.withWorkspace(scope.workspaceId, async (tx) => {
    if (holder.kind === 'member') {
      const member = await tx.members.find(holder.id);
      return member && rolePermissions[member.role];
    }
    if (holder.kind !== 'workspace_api_key') return undefined;
    const key = await tx.apiKeys.find(holder.id);
    const isOver = key?.expiresAt != null && key.expiresAt.getTime() <= nowSeconds * 1000;
    return key === undefined || isOver ? undefined : readScopes(key.scopes);
  });
}
