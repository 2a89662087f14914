// Refusals for whoever may be a person in a browser: a page for them, JSON for programs.

import { describeFlowRefusal } from '../http/describe-flow-refusal.ts';
import { buildErrorAnswer } from '../http/error-answer.ts';
import type { HttpAnswer } from '../http/http-answer.ts';
import type { ProjectRequest } from '../http/project-request.ts';
import { Refusal, type RefusalDetails } from '../http/refusal.ts';
import type { Route, RouteContext } from '../routes/route.ts';
import { wantsJson } from './answer-form.ts';
import { buildRefusalPage } from './refusal-page.ts';

type ServeFlow = Route['serve'];

/** @returns a route whose refusals are pages for people and JSON for programs. */
export function withFlowRefusals(serve: ServeFlow): ServeFlow {
  return async (request, context) => {
    try {
      return await serve(request, context);
    } catch (error) {
      const details =
        describeFlowRefusal(error) ?? (error instanceof Refusal ? error.details : undefined);
      if (details === undefined) throw error;
      return answerRefusal(details, request, context);
    }
  };
}

function answerRefusal(
  details: RefusalDetails,
  request: ProjectRequest,
  context: RouteContext,
): HttpAnswer {
  return wantsJson(request)
    ? buildErrorAnswer('herodot', details)
    : buildRefusalPage(details, request, context);
}
