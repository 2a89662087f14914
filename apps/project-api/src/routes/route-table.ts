// Everything that a project serves.

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
];
