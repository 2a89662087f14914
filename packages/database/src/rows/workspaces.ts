// A workspace and its members.

import type { IdentityId, Role, WorkspaceId } from '@gatehouse/protocol';

export interface WorkspaceRow {
  readonly workspaceId: WorkspaceId;
  readonly name: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface MemberRow {
  readonly memberId: IdentityId;
  readonly role: Role;
  readonly email: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface MemberRows {
  list(): Promise<readonly MemberRow[]>;
  find(memberId: string): Promise<MemberRow | undefined>;
  /** Finds the row and holds the workspace's owners until the transaction ends: for who decides by a role. */
  findForUpdate(memberId: string): Promise<MemberRow | undefined>;
  insert(row: Omit<MemberRow, 'createdAt' | 'updatedAt'>): Promise<MemberRow | 'exists'>;
  /** @returns 'last_owner' where the workspace would be left without one (decided under a lock), undefined where there is no such member. */
  setRole(memberId: string, role: Role): Promise<MemberRow | 'last_owner' | undefined>;
  delete(memberId: string): Promise<'deleted' | 'last_owner' | 'absent'>;
}
