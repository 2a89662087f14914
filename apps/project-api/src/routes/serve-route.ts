// One request, in one direction: find the project, let the route serve it, write its answer. Whatever is
// thrown on the way becomes an answer here.

import { buildRequestId } from '@gatehouse/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ProjectApiDependencies } from '../dependencies.ts';
import { describeError } from '../http/describe-error.ts';
import { buildErrorAnswer, type ErrorForm, unexpectedFault } from '../http/error-answer.ts';
import { findProject } from '../http/find-project.ts';
import { type HttpAnswer, sendAnswer } from '../http/http-answer.ts';
import { ProjectRequest } from '../http/project-request.ts';
import type { Route, RouteContext } from './route.ts';

/** What every request is served with. */
export type ServingDependencies = ProjectApiDependencies & RouteContext;

/** @param slugOf the project that the request's address names. */
export function serveRoute(
  route: Route,
  dependencies: ServingDependencies,
  slugOf: (request: FastifyRequest) => string,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  return async (request, reply) => {
    const requestId = buildRequestId();
    try {
      const project = await findProject(dependencies.projects, slugOf(request));
      const answer = await route.serve(
        new ProjectRequest(request, project, requestId),
        dependencies,
      );
      return sendAnswer(reply, answer);
    } catch (error) {
      const answer = answerThrown(error, { form: route.errors, requestId, ...dependencies });
      return sendAnswer(reply, answer);
    }
  };
}

/** Refusals are answered as they stand; faults are logged under the request's id and answered by it alone. */
export function answerThrown(
  error: unknown,
  context: { form: ErrorForm; requestId: string } & Pick<ProjectApiDependencies, 'logger'>,
): HttpAnswer {
  const { form, requestId, logger } = context;
  const details = describeError(error);
  if (details === undefined) logger.error({ err: error, requestId }, 'unexpected fault');
  else if (details.status < 500) return buildErrorAnswer(form, details);
  else logger.warn({ err: error, requestId }, 'a request could not be served');
  return buildErrorAnswer(form, details ?? unexpectedFault, requestId);
}
