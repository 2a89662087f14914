// Clients that register themselves (RFC 7591) and manage their registration (RFC 7592) over HTTP. Where the
// project has not switched it on, nothing is here.

import { type Answer, endpointTable, isRegistrationOpen } from '@gatehouse/token-engine';
import { type HttpAnswer, noContent } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import { readBearer } from '../http/read-bearer.ts';
import { Refusal, type RefusalDetails } from '../http/refusal.ts';
import { checkRegistrationLimits } from '../limits/registration-limits.ts';
import { buildEngineAnswer } from './answer.ts';
import type { Route, RouteContext } from './route.ts';

const collection = endpointTable.registration.path;
const single = `${collection}/:id`;

const registrationOff: RefusalDetails = {
  status: 404,
  code: 'not_found',
  description: 'Clients cannot register themselves with this project.',
};

type Kind = 'client_registration' | 'client_configuration';

function route(
  place: Pick<Route, 'method' | 'path'> & { readonly kind: Kind },
  run: (request: ProjectRequest, context: RouteContext) => Promise<HttpAnswer>,
): Route {
  const { kind, ...where } = place;
  return {
    ...where,
    errors: 'oauth',
    endpoint: 'client_registration',
    serve(request, context) {
      if (!isRegistrationOpen(request.project)) throw new Refusal(registrationOff);
      checkRegistrationLimits(kind, request, context.limits);
      return run(request, context);
    },
  };
}

const ownRegistration = (request: ProjectRequest) => ({
  clientId: request.pathParameter('id'),
  token: readBearer(request.authorization),
});

/** RFC 7591 section 3.2.1: 201, with the address under which the client manages itself. */
function buildCreated(answer: Answer<{ readonly registration_client_uri: string }>): HttpAnswer {
  const built = buildEngineAnswer(answer, 'oauth');
  if ('refusal' in answer) return built;
  const location = answer.body.registration_client_uri;
  return { ...built, status: 201, headers: { ...built.headers, location } };
}

export const registrationRoutes: readonly Route[] = [
  route(
    { method: 'POST', path: collection, kind: 'client_registration' },
    async (request, { engine }) =>
      buildCreated(await engine.registration(request.project, request.readJson())),
  ),
  route(
    { method: 'GET', path: single, kind: 'client_configuration' },
    async (request, { engine }) =>
      buildEngineAnswer(
        await engine.readRegistration(request.project, ownRegistration(request)),
        'oauth',
      ),
  ),
  route(
    { method: 'PUT', path: single, kind: 'client_configuration' },
    async (request, { engine }) => {
      const own = ownRegistration(request);
      // Whoever presents nothing is challenged before anything is read.
      const input = own.token === undefined ? {} : request.readJson();
      const replaced = await engine.replaceRegistration(request.project, { ...own, input });
      return buildEngineAnswer(replaced, 'oauth');
    },
  ),
  route(
    { method: 'DELETE', path: single, kind: 'client_configuration' },
    async (request, { engine }) => {
      const deleted = await engine.deleteRegistration(request.project, ownRegistration(request));
      if ('refusal' in deleted) return buildEngineAnswer(deleted, 'oauth');
      return { ...noContent, clientId: deleted.clientId };
    },
  ),
];
