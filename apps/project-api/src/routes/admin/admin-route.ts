import type { RequestedBy } from '@gatehouse/administration';
import type { ProjectScope } from '@gatehouse/database';
import type { ProjectPermission } from '@gatehouse/protocol';
import type { HttpAnswer } from '../../http/http-answer.ts';
import type { ProjectRequest } from '../../http/project-request.ts';
import type { Route, RouteContext } from '../route.ts';
import { authorizeAdministrator } from './authorize-administrator.ts';

/** A request of somebody who may administer the project. */
export interface AdminCall {
  readonly request: ProjectRequest;
  readonly scope: ProjectScope;
  readonly by: RequestedBy;
}

export interface AdminRoute extends Omit<Route, 'serve'> {
  readonly permission: ProjectPermission;
  readonly serve: (call: AdminCall, context: RouteContext) => Promise<HttpAnswer>;
}

/** @returns the route behind its permission. There is no other way to make one below /admin. */
export function guard({ permission, serve, ...route }: AdminRoute): Route {
  return {
    ...route,
    async serve(request, context) {
      const by = await authorizeAdministrator(request, permission, context);
      const { projectId, workspaceId } = request.project.project;
      return serve({ request, by, scope: { projectId, workspaceId } }, context);
    },
  };
}
