// What the guard found out about a request, for the handlers behind it.

import type { Actor } from '@gatehouse/database';
import type { WorkspaceId } from '@gatehouse/protocol';
import type { Caller, Reach, TenantProject } from './caller.ts';

/** An operation without a tenant in its path. */
export interface CallerAccess {
  readonly kind: 'caller';
  readonly caller: Caller;
  readonly requestId: string;
}

export interface WorkspaceAccess extends Reach {
  readonly kind: 'workspace';
  readonly caller: Caller;
  readonly requestId: string;
  readonly workspaceId: WorkspaceId;
}

export interface ProjectAccess extends Reach {
  readonly kind: 'project';
  readonly caller: Caller;
  readonly requestId: string;
  readonly project: TenantProject;
}

export type Access = CallerAccess | WorkspaceAccess | ProjectAccess;

/** By whom and by which request, as services and the audit log want it. */
export interface Authorship {
  readonly actor: Actor;
  readonly requestId: string;
}

/** @returns who is to be named for what this request changes. */
export function authorshipOf(access: Access): Authorship {
  return { actor: access.caller.actor, requestId: access.requestId };
}
