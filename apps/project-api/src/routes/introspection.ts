// Token introspection for authenticated clients (RFC 7662) over HTTP.

import { endpointTable } from '@gatehouse/token-engine';
import type { Route } from './route.ts';
import { serveClient } from './serve-client.ts';

export const introspectionRoute: Route = {
  method: 'POST',
  path: endpointTable.introspection.path,
  errors: 'oauth',
  isDirect: true,
  endpoint: 'introspection',
  serve: serveClient('introspection', ({ project }, { client, engine }) =>
    engine.introspection(project, client),
  ),
};
