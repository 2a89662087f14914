// The one guard, in front of every handler: who calls, which tenant, may they. It works on the handler
// that was found, never on the text of the path, so no spelling of a path goes around it.

import type { Operation } from '@gatehouse/contracts';
import { parseProjectId, parseWorkspaceId } from '@gatehouse/protocol';
import { createLimits, type Limits } from '@gatehouse/redis';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type ControlPlaneDependencies, controlPlaneDependencies } from '../dependencies.ts';
import { readInput, readParams } from '../http/read-input.ts';
import { notFound, Refusal } from '../http/refusal.ts';
import { isPublic, operationOf } from '../operations/route.ts';
import type { Access, ProjectAccess, WorkspaceAccess } from './access.ts';
import { Authenticator } from './authenticator.ts';
import {
  type Caller,
  mayCall,
  mayUse,
  reachOfProject,
  reachOfWorkspace,
  type TenantProject,
} from './caller.ts';
import { checkCallerLimit } from './caller-limit.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard; absent where it has not run. */
    access?: Access;
    /** The checked parameters, query and body; set after `access`. */
    input?: unknown;
  }
}

function readTenantId(operation: Operation, request: FastifyRequest): string {
  // The tenant is the first parameter of every path that has one.
  const [name] = Object.keys(operation.params?.shape ?? {});
  const params = Object(readParams(operation, request));
  const value: unknown = name === undefined ? undefined : Reflect.get(params, name);
  return typeof value === 'string' ? value : '';
}

function forbidden(permission: Operation['permission']): Refusal {
  const needed =
    permission === 'member'
      ? 'An API key belongs to one workspace and cannot do this. Sign in as a person, in the console or with "gatehouse auth", and repeat it.'
      : `This needs the permission ${permission}.`;
  return new Refusal('forbidden', needed);
}

@Injectable()
export class AccessGuard implements CanActivate {
  private readonly limits: Limits;

  constructor(
    private readonly authenticator: Authenticator,
    @Inject(controlPlaneDependencies) private readonly dependencies: ControlPlaneDependencies,
  ) {
    this.limits = dependencies.limits ?? createLimits(dependencies.clock);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    if (isPublic(handler)) return true;
    const operation = operationOf(handler);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const caller = await this.authenticator.authenticate(request.headers.authorization);
    checkCallerLimit(caller, this.limits);
    request.access = await this.decideAccess(operation, { caller, request });
    request.input = readInput(operation, request);
    return true;
  }

  private async decideAccess(
    operation: Operation,
    { caller, request }: { caller: Caller; request: FastifyRequest },
  ): Promise<Access> {
    const base = { caller, requestId: request.id };
    if (operation.tenant === 'caller') {
      if (!mayCall(caller, operation.permission)) throw forbidden(operation.permission);
      return { kind: 'caller', ...base };
    }
    const tenantId = readTenantId(operation, request);
    const found =
      operation.tenant === 'workspace'
        ? this.findWorkspace(caller, tenantId)
        : await this.findProject(caller, tenantId);
    if (found === undefined) throw notFound();
    if (operation.permission === 'member' || !mayUse(caller, found, operation.permission)) {
      throw forbidden(operation.permission);
    }
    return { ...found, ...base };
  }

  private findWorkspace(
    caller: Caller,
    id: string,
  ): Omit<WorkspaceAccess, 'caller' | 'requestId'> | undefined {
    const workspaceId = parseWorkspaceId(id);
    if (workspaceId === undefined) return undefined;
    const reach = reachOfWorkspace(caller, workspaceId);
    return reach === undefined ? undefined : { kind: 'workspace', ...reach, workspaceId };
  }

  private async findProject(
    caller: Caller,
    id: string,
  ): Promise<Omit<ProjectAccess, 'caller' | 'requestId'> | undefined> {
    const projectId = parseProjectId(id);
    const scope = projectId && (await this.dependencies.store.scopeOfProject(projectId));
    if (scope === undefined || scope.workspaceId === null) return undefined;
    const project = { projectId: scope.projectId, workspaceId: scope.workspaceId };
    const reach = reachOfProject(caller, project);
    if (reach === undefined || !(await this.exists(project))) return undefined;
    return { kind: 'project', ...reach, project };
  }

  /** A purged project keeps its address for ever, and is otherwise as if it had never been. */
  private async exists({ projectId, workspaceId }: TenantProject): Promise<boolean> {
    const row = await this.dependencies.store.withWorkspace(workspaceId, (tx) =>
      tx.projects.find(projectId),
    );
    return row !== undefined;
  }
}
