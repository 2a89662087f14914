// Token introspection for authenticated clients (RFC 7662) over HTTP.

import { endpointTable } from '@gatehouse/token-engine';
import { buildEngineAnswer } from './answer.ts';
import type { Route } from './route.ts';

export const introspectionRoute: Route = {
  method: 'POST',
  path: endpointTable.introspection.path,
  errors: 'oauth',
  endpoint: 'introspection',
  serve: async (request, { engine }) => {
    const { project, authorization } = request;
    const form = request.readForm();
    return buildEngineAnswer(await engine.introspection(project, { form, authorization }), 'oauth');
  },
};
