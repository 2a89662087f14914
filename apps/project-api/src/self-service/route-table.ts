// What people do on a project's own pages, and what those pages read.

import type { Route } from '../routes/route.ts';
import { sessionRoutes } from '../sessions/session-routes.ts';
import { selfServiceDocumentRoutes } from './document-routes.ts';
import { buildFlowRoutes, type FlowRouteOptions } from './flow-routes.ts';
import { logoutRoutes } from './logout-routes.ts';

export function buildSelfServiceRoutes(options: FlowRouteOptions): readonly Route[] {
  return [
    ...buildFlowRoutes(options),
    ...logoutRoutes,
    ...sessionRoutes,
    ...selfServiceDocumentRoutes,
  ];
}
