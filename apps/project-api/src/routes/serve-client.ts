// The endpoints that authenticated clients post forms to: their limits, the engine, the answer.

import { type Answer, type ClientRequest, readClientRequest } from '@gatehouse/token-engine';
import type { HttpAnswer } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import { type ClientEndpoint, checkClientLimits } from '../limits/client-limits.ts';
import { buildEngineAnswer } from './answer.ts';
import type { Route, RouteContext } from './route.ts';

type Run = (
  request: ProjectRequest,
  call: { readonly client: ClientRequest; readonly engine: RouteContext['engine'] },
) => Promise<Answer<unknown>>;

/** @returns what serves such an endpoint of a route. */
export function serveClient(endpoint: ClientEndpoint, run: Run): Route['serve'] {
  return async (request, { engine, limits }): Promise<HttpAnswer> => {
    const client = readClientRequest(request.readForm(), request.authorization);
    const count = checkClientLimits(endpoint, { request, client, limits });
    const answer = await run(request, { client, engine });
    count(answer);
    return buildEngineAnswer(answer, 'oauth');
  };
}
