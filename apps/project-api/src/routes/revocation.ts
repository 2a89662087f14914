// Token revocation (RFC 7009) over HTTP. The body of a success is ignored by clients and stays empty.

import { endpointTable } from '@gatehouse/token-engine';
import type { Route } from './route.ts';
import { serveClient } from './serve-client.ts';

export const revocationRoute: Route = {
  method: 'POST',
  path: endpointTable.revocation.path,
  errors: 'oauth',
  isDirect: true,
  outlivesCaller: true,
  endpoint: 'revocation',
  crossOrigin: 'registered',
  serve: serveClient('revocation', ({ project }, { client, engine }) =>
    engine.revocation(project, client),
  ),
};
