// Token revocation (RFC 7009) over HTTP. The body of a success is ignored by clients and stays empty.

import { endpointTable } from '@gatehouse/token-engine';
import { buildEngineAnswer } from './answer.ts';
import type { Route } from './route.ts';

export const revocationRoute: Route = {
  method: 'POST',
  path: endpointTable.revocation.path,
  errors: 'oauth',
  endpoint: 'revocation',
  crossOrigin: 'registered',
  serve: async (request, { engine }) => {
    const { project, authorization } = request;
    const form = request.readForm();
    return buildEngineAnswer(await engine.revocation(project, { form, authorization }), 'oauth');
  },
};
