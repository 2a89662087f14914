// Who calls, and what of the tenants they reach. Every rule about it is here, and pure.

import type { Actor, ProjectScope } from '@gatehouse/database';
import type { AuthenticatedMember } from '@gatehouse/project-runtime';
import {
  type Permission,
  type ProjectId,
  projectPermissions,
  type Role,
  rolePermissions,
  type WorkspaceId,
} from '@gatehouse/protocol';

export type Permissions = ReadonlySet<Permission>;

/** A signed-in person, with the memberships of this moment. */
export interface MemberCaller {
  readonly kind: 'member';
  readonly actor: Actor;
  readonly member: AuthenticatedMember;
  readonly memberships: ReadonlyMap<WorkspaceId, Role>;
}

export interface WorkspaceKeyCaller {
  readonly kind: 'workspace_key';
  readonly actor: Actor;
  readonly workspaceId: WorkspaceId;
  readonly permissions: Permissions;
  readonly expiresAt: Date | undefined;
}

export interface ProjectKeyCaller {
  readonly kind: 'project_key';
  readonly actor: Actor;
  readonly projectId: ProjectId;
  readonly permissions: Permissions;
  readonly expiresAt: Date | undefined;
}

export type Caller = MemberCaller | WorkspaceKeyCaller | ProjectKeyCaller;

/** A project of a workspace. The console's own project belongs to none and is out of reach here. */
export interface TenantProject extends ProjectScope {
  readonly workspaceId: WorkspaceId;
}

/** What a caller may do in one tenant. */
export interface Reach {
  readonly permissions: Permissions;
  /** Of members only. */
  readonly role: Role | undefined;
}

const dataPermissions: Permissions = new Set(projectPermissions);

/** @returns undefined where the workspace is not the caller's, as if it did not exist. */
export function reachOfWorkspace(caller: Caller, workspaceId: WorkspaceId): Reach | undefined {
  switch (caller.kind) {
    case 'member': {
      const role = caller.memberships.get(workspaceId);
      return role === undefined ? undefined : { permissions: rolePermissions[role], role };
    }
    case 'workspace_key':
      return caller.workspaceId === workspaceId
        ? { permissions: caller.permissions, role: undefined }
        : undefined;
    case 'project_key':
      return undefined;
  }
}

/** @returns undefined where the project is not the caller's, as if it did not exist. */
export function reachOfProject(caller: Caller, project: TenantProject): Reach | undefined {
  if (caller.kind === 'project_key') {
    return caller.projectId === project.projectId
      ? { permissions: caller.permissions, role: undefined }
      : undefined;
  }
  return reachOfWorkspace(caller, project.workspaceId);
}

/**
 * Whether the permission counts for this call. A workspace key may carry permissions for a project's
 * data, but uses them only after an exchange for a key of that project.
 */
export function mayUse(caller: Caller, reach: Reach, permission: Permission): boolean {
  if (caller.kind === 'workspace_key' && dataPermissions.has(permission)) return false;
  return reach.permissions.has(permission);
}

/**
 * Whether an operation without a tenant in its path is open to the caller at all. What a member may do
 * depends on the workspace, which the operation's own rules look at.
 */
export function mayCall(caller: Caller, permission: Permission | 'member'): boolean {
  if (caller.kind === 'member') return true;
  if (permission === 'member') return false;
  return mayUse(caller, { permissions: caller.permissions, role: undefined }, permission);
}
