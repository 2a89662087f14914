// API keys belong to a project or to a workspace; the use cases are the same behind two fences.

import type { ApiKeyRows, AuditEntry, ControlStore, ProjectScope } from '@gatehouse/database';
import type { ApiKeyAddress } from '@gatehouse/keys';
import type { WorkspaceId } from '@gatehouse/protocol';
import type { RequestedBy } from '../dependencies.ts';
import { recordChange } from '../record-change.ts';

/** Whose keys: one project's, or one workspace's. */
export type ApiKeyOwner =
  | ({ readonly kind: 'project' } & ProjectScope)
  | { readonly kind: 'workspace'; readonly workspaceId: WorkspaceId };

/** What a use case needs of either transaction. */
export interface ApiKeyTransaction {
  readonly apiKeys: ApiKeyRows;
  record(
    by: RequestedBy,
    change: Pick<AuditEntry, 'action' | 'targetType' | 'targetId' | 'changes'>,
  ): Promise<void>;
}

/** Runs the work inside the owner's fence. */
export function withOwner<T>(
  store: ControlStore,
  owner: ApiKeyOwner,
  work: (tx: ApiKeyTransaction) => Promise<T>,
): Promise<T> {
  if (owner.kind === 'project') {
    const { projectId, workspaceId } = owner;
    return store.withProject({ projectId, workspaceId }, (tx) =>
      work({ apiKeys: tx.apiKeys, record: (by, change) => recordChange(tx, by, change) }),
    );
  }
  return store.withWorkspace(owner.workspaceId, (tx) =>
    work({
      apiKeys: tx.apiKeys,
      record: (by, change) => tx.audit({ ...change, actor: by.actor, requestId: by.requestId }),
    }),
  );
}

/** @returns the address that the presented value will carry. */
export function addressOf(owner: ApiKeyOwner, keyId: string): ApiKeyAddress {
  return owner.kind === 'project'
    ? { kind: 'project', tenantId: owner.projectId, keyId }
    : { kind: 'workspace', tenantId: owner.workspaceId, keyId };
}
