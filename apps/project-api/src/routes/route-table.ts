// Everything that a project serves. What stands below /admin is behind its guard.

import { guard } from './admin/admin-route.ts';
import { clientSecretRoutes } from './admin/client-secrets.ts';
import { clientRoutes } from './admin/clients.ts';
import { keyRoutes } from './admin/keys.ts';
import { tokenRoutes } from './admin/tokens.ts';
import { introspectionRoute } from './introspection.ts';
import { publicDocumentRoutes } from './public-documents.ts';
import { revocationRoute } from './revocation.ts';
import type { Route } from './route.ts';
import { tokenRoute } from './token.ts';

export const routeTable: readonly Route[] = [
  tokenRoute,
  introspectionRoute,
  revocationRoute,
  ...publicDocumentRoutes,
  ...[clientRoutes, clientSecretRoutes, keyRoutes, tokenRoutes].flat().map(guard),
];
