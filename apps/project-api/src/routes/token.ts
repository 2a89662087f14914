// The token endpoint (RFC 6749 section 3.2) over HTTP.

import { endpointTable } from '@gatehouse/token-engine';
import { buildEngineAnswer } from './answer.ts';
import type { Route } from './route.ts';

export const tokenRoute: Route = {
  method: 'POST',
  path: endpointTable.token.path,
  errors: 'oauth',
  endpoint: 'token',
  crossOrigin: 'registered',
  serve: async (request, { engine }) => {
    const { project, authorization } = request;
    const form = request.readForm();
    return buildEngineAnswer(await engine.token(project, { form, authorization }), 'oauth');
  },
};
