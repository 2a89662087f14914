// The token endpoint (RFC 6749 section 3.2) over HTTP.

import { endpointTable } from '@gatehouse/token-engine';
import type { Route } from './route.ts';
import { serveClient } from './serve-client.ts';

export const tokenRoute: Route = {
  method: 'POST',
  path: endpointTable.token.path,
  errors: 'oauth',
  isDirect: true,
  endpoint: 'token',
  crossOrigin: 'registered',
  serve: serveClient('token', ({ project }, { client, engine }) => engine.token(project, client)),
};
