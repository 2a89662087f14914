// The Fastify application: the route table, what else may be asked of its paths, and Fastify's own refusals.

import { buildRequestId, noteRequest } from '@gatehouse/runtime';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyRequest,
  type RouteHandlerMethod,
} from 'fastify';
import type { ProjectApiDependencies } from './dependencies.ts';
import { answerPreflight, withCrossOrigin } from './http/cross-origin.ts';
import { buildErrorAnswer, type ErrorForm } from './http/error-answer.ts';
import { type HttpAnswer, sendAnswer } from './http/http-answer.ts';
import { maxBodyLength } from './http/read-body.ts';
import { malformedRequest, type Refusal, unknownEndpoint } from './http/refusal.ts';
import type { Route, RouteMethod } from './routes/route.ts';
import { routeTable } from './routes/route-table.ts';
import { answerThrown, type ServingDependencies, serveRoute } from './routes/serve-route.ts';

/** Longest variable in a path, decoded; client ids have at most 255 characters. */
const maxPathParameterLength = 300;

export function buildApp(
  dependencies: ServingDependencies,
  slugOf: (request: FastifyRequest) => string,
): FastifyInstance {
  const app = Fastify({
    bodyLimit: maxBodyLength,
    logger: false,
    routerOptions: { maxParamLength: maxPathParameterLength },
    frameworkErrors: (_error, _request, reply) =>
      void sendAnswer(reply, buildErrorAnswer('herodot', unknownEndpoint)),
  });
  app.removeAllContentTypeParsers();
  // Whatever it is, its bytes: each route says which media type it takes.
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const serveByFastify = (route: Route): RouteHandlerMethod => {
    const serve = serveRoute(route, dependencies);
    return async (request, reply) => sendAnswer(reply, await serve(request, slugOf(request)));
  };
  const forms = new Map<string, ErrorForm>();
  for (const route of routeTable) {
    forms.set(route.path, route.errors);
    app.route({
      method: route.method,
      url: route.path,
      handler: serveByFastify(withCrossOrigin(route)),
    });
  }
  const byPath = Map.groupBy(routeTable, (route) => route.path);
  for (const served of byPath.values()) {
    servePreflights(app, served, serveByFastify);
    refuseOtherMethods(app, served);
  }
  app.setNotFoundHandler((_request, reply) =>
    sendAnswer(reply, buildErrorAnswer('herodot', unknownEndpoint)),
  );
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const form = forms.get(request.routeOptions.url ?? '') ?? 'herodot';
    return sendAnswer(reply, answerFastifyError(error, form, dependencies));
  });
  return app;
}

const allMethods: readonly RouteMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** The first route of a path says for all of them who may read from elsewhere. */
function servePreflights(
  app: FastifyInstance,
  served: readonly Route[],
  serve: (route: Route) => RouteHandlerMethod,
): void {
  const [route] = served;
  if (route?.crossOrigin === undefined) return;
  const methods = served.map(({ method }) => method);
  app.options(
    route.path,
    serve({
      ...route,
      serve: (request, context) => answerPreflight(route, methods, { request, context }),
    }),
  );
}

/** RFC 9110 section 15.5.6: a path that exists says which methods it takes. */
function refuseOtherMethods(app: FastifyInstance, served: readonly Route[]): void {
  const [first] = served;
  if (first === undefined) return;
  const taken = served.map((route) => route.method);
  const hasPreflights = first.crossOrigin !== undefined;
  const allow = [
    ...taken,
    ...(taken.includes('GET') ? ['HEAD'] : []),
    ...(hasPreflights ? ['OPTIONS'] : []),
  ].join(', ');
  const answer = buildErrorAnswer(first.errors, {
    status: 405,
    code: 'invalid_request',
    description: `The method is not allowed here; allowed: ${allow}.`,
    headers: { allow },
  });
  const refused = allMethods.filter((method) => !taken.includes(method));
  app.route({
    method: hasPreflights ? refused : [...refused, 'OPTIONS'],
    url: first.path,
    // Before the body is read.
    onRequest: async (request, reply) => {
      noteRequest(request.raw, { route: first.path });
      return sendAnswer(reply, answer);
    },
    handler: (_request, reply) => sendAnswer(reply, answer),
  });
}

function answerFastifyError(
  error: FastifyError,
  form: ErrorForm,
  { logger }: ProjectApiDependencies,
): HttpAnswer {
  const requestId = buildRequestId();
  const asRefusal = (refusal: Refusal) => answerThrown(refusal, { form, requestId, logger });
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return asRefusal(malformedRequest(`The body is longer than ${maxBodyLength} bytes.`, 413));
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return asRefusal(malformedRequest('The content type is malformed.', 415));
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return asRefusal(malformedRequest('The body is not as long as its content length says.'));
    default:
      return answerThrown(error, { form, requestId, logger });
  }
}
