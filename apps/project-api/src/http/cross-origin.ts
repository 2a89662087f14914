// Which pages of other origins may read an answer (Fetch section 3.2). The documents that anybody may read
// say so themselves. Tokens and claims are for origins that the client or the project names, and never with
// cookies: nothing here looks at one.

import type { ProjectRuntime } from '@gatehouse/token-engine';
import type { Route, RouteContext } from '../routes/route.ts';
import { type HttpAnswer, uncachedHeaders } from './http-answer.ts';
import type { ProjectRequest } from './project-request.ts';

// An answer that is kept anywhere belongs to one origin.
const varies = { vary: 'Origin' };
const maxOriginLength = 255;

/** Origin of a page; `null`, which sandboxed pages of anybody send, is none. */
function readOrigin(request: ProjectRequest): string | undefined {
  const origin = request.header('origin');
  const isOrigin = origin !== undefined && origin !== 'null' && origin.length <= maxOriginLength;
  return isOrigin && URL.canParse(origin) ? origin : undefined;
}

function isOfProject(origin: string, { settings }: ProjectRuntime): boolean {
  return settings.corsPublicOrigins.includes(origin);
}

/** Whether pages of that origin may read what is answered to that client. */
async function mayRead(
  origin: string,
  clientId: string | undefined,
  project: ProjectRuntime,
): Promise<boolean> {
  if (isOfProject(origin, project)) return true;
  const client = clientId === undefined ? undefined : await project.clients.find(clientId);
  return client?.metadata.allowed_cors_origins.includes(origin) === true;
}

/** @returns the route, its answers readable from the origins of the client that asked. */
export function withCrossOrigin(route: Route): Route {
  if (route.crossOrigin !== 'registered') return route;
  return {
    ...route,
    async serve(request, context) {
      const answer = await route.serve(request, context);
      const origin = readOrigin(request);
      const isAllowed =
        origin !== undefined && (await mayRead(origin, answer.clientId, request.project));
      const allowed: Readonly<Record<string, string>> = isAllowed
        ? {
            'access-control-allow-origin': origin,
            'access-control-expose-headers': 'gatehouse-trace-id, www-authenticate',
          }
        : {};
      return { ...answer, headers: { ...answer.headers, ...varies, ...allowed } };
    },
  };
}

/**
 * What a browser asks before it sends. It does not say for which client: any of the project's that names the
 * origin will do, and the answer itself is then readable for the right one only.
 */
export async function answerPreflight(
  route: Pick<Route, 'crossOrigin'>,
  methods: readonly string[],
  call: { request: ProjectRequest; context: RouteContext },
): Promise<HttpAnswer> {
  const allowed = {
    'access-control-allow-methods': methods.join(', '),
    'access-control-allow-headers': 'authorization, content-type',
    'access-control-max-age': '600',
  };
  const build = (headers: Readonly<Record<string, string>>): HttpAnswer => ({
    status: 204,
    headers: { ...uncachedHeaders, ...varies, ...headers },
    body: '',
  });
  if (route.crossOrigin === 'anybody') {
    return build({ ...allowed, 'access-control-allow-origin': '*' });
  }
  const origin = readOrigin(call.request);
  const isKnown = origin !== undefined && (await isKnownOrigin(origin, call));
  return build(isKnown ? { ...allowed, 'access-control-allow-origin': origin } : {});
}

async function isKnownOrigin(
  origin: string,
  { request, context }: { request: ProjectRequest; context: RouteContext },
): Promise<boolean> {
  const { project } = request;
  if (isOfProject(origin, project)) return true;
  const { projectId, workspaceId } = project.project;
  return context.store.withProject({ projectId, workspaceId }, (tx) =>
    tx.clients.allowsOrigin(origin),
  );
}
