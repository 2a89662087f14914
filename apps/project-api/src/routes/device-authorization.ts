// The device authorization endpoint (RFC 8628 section 3.1) over HTTP.

import { endpointTable } from '@gatehouse/token-engine';
import type { Route } from './route.ts';
import { serveClient } from './serve-client.ts';

export const deviceAuthorizationRoute: Route = {
  method: 'POST',
  path: endpointTable.deviceAuthorization.path,
  errors: 'oauth',
  endpoint: 'device_authorization',
  crossOrigin: 'registered',
  serve: serveClient('device_authorization', ({ project, remoteAddress }, { client, engine }) =>
    engine.deviceAuthorization(project, { ...client, address: remoteAddress }),
  ),
};
