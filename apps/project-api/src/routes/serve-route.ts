// One request, in one direction: find the project, let the route serve it, hand its answer back. Whatever is
// thrown on the way becomes an answer here.

import { withinDeadline } from '@gatehouse/database';
import { buildRequestId, type ClientAddresses, noteRequest, onHangUp } from '@gatehouse/runtime';
import type { ProjectRuntime, TokenEngine } from '@gatehouse/token-engine';
import { CallerGone } from '@gatehouse/token-engine/ports';
import type { ProjectApiDependencies } from '../dependencies.ts';
import { describeError } from '../http/describe-error.ts';
import {
  buildErrorAnswer,
  type ErrorForm,
  traceHeader,
  unexpectedFault,
} from '../http/error-answer.ts';
import { findProject } from '../http/find-project.ts';
import type { HttpAnswer } from '../http/http-answer.ts';
import { type IncomingRequest, ProjectRequest } from '../http/project-request.ts';
import { haltedProject, Refusal } from '../http/refusal.ts';
import type { Route, RouteContext } from './route.ts';

/** What every request is served with. */
export type ServingDependencies = ProjectApiDependencies &
  RouteContext & { readonly clientAddresses: ClientAddresses };

/** Longer than one statement may take; nobody waits for more than that and a few others. */
const deadlineMilliseconds = 10_000;

/** @returns what answers requests of that route; `slug` is the project that the request's address names. */
export function serveRoute(
  route: Route,
  dependencies: ServingDependencies,
): (request: IncomingRequest, slug: string) => Promise<HttpAnswer> {
  const milliseconds = dependencies.deadlineMilliseconds ?? deadlineMilliseconds;
  return async (request, slug) => {
    const requestId = buildRequestId();
    let project: ProjectRuntime | undefined;
    noteRequest(request.raw, { route: route.path });
    const note = (answer: HttpAnswer) => {
      const traceId = answer.headers[traceHeader] ?? requestId;
      noteRequest(request.raw, { projectId: project?.project.projectId, traceId });
      return answer;
    };
    try {
      const work = async () => {
        project = await findProject(dependencies.projects, slug);
        if (project.project.state !== 'running') throw new Refusal(haltedProject, 'project_halted');
        const remoteAddress = dependencies.clientAddresses.of(request.raw);
        const served = new ProjectRequest(request, { project, requestId, remoteAddress });
        return route.serve(served, dependencies);
      };
      const onStarted = (hangUp: () => void) => {
        if (route.outlivesCaller !== true) onHangUp(request.raw, hangUp);
      };
      return note(await withinDeadline(milliseconds, work, onStarted));
    } catch (error) {
      const traceId = traceRefusal(error, { route, project, ...dependencies });
      const context = { form: route.errors, requestId, traceId, ...dependencies };
      return note(answerThrown(error, context));
    }
  };
}

/** @returns the trace's id; undefined for what leaves no trace, or has left it. */
function traceRefusal(
  error: unknown,
  context: { route: Route; project: ProjectRuntime | undefined; engine: TokenEngine },
): string | undefined {
  const { route, project, engine } = context;
  const { endpoint } = route;
  if (!(error instanceof Refusal) || error.rejection === undefined) return undefined;
  if (project === undefined || endpoint === undefined) return undefined;
  return engine.traceUnread(project, { endpoint, rejection: error.rejection });
}

export interface ThrownContext extends Pick<ProjectApiDependencies, 'logger'> {
  readonly form: ErrorForm;
  readonly requestId: string;
  readonly traceId?: string | undefined;
}

/** Refusals are answered as they stand; faults are logged under the request's id and answered by it alone. */
export function answerThrown(error: unknown, context: ThrownContext): HttpAnswer {
  const { form, requestId, traceId, logger } = context;
  const details = describeError(error);
  if (details === undefined) logger.error({ err: error, requestId }, 'unexpected fault');
  else if (error instanceof Refusal || details.status < 500) {
    return buildErrorAnswer(form, details, traceId);
  } else if (!(error instanceof CallerGone))
    logger.warn({ err: error, requestId }, 'a request could not be served');
  return buildErrorAnswer(form, details ?? unexpectedFault, requestId);
}
