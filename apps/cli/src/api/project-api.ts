// A project's own address: its administration (`/admin/*`), which takes a project key, and its protocol
// endpoints, which take a client's credentials.

import { parseServiceUrl } from '../config/service-url.ts';
import { textAt } from '../json/json-object.ts';
import type { ProjectReference } from '../project/project-reference.ts';
import { exchangeProjectKey, findProjectKey } from './project-key.ts';
import { explainRefusal } from './refusal.ts';
import { type ApiRequest, type ApiResponse, sendRequest } from './send.ts';
import type { Session } from './session.ts';

export interface ProjectRequest {
  readonly method: ApiRequest['method'];
  /** Below the project's address, with a leading slash; its parts escaped. */
  readonly path: string;
  readonly body?: unknown;
}

function buildUrl(project: ProjectReference, path: string): string {
  return `${parseServiceUrl(project.url, `The address of project ${project.slug}`)}${path}`;
}

/** Where a trace exists, the command that shows it: the response says nothing of the reason. */
export function traceHints(response: ApiResponse, project: ProjectReference): readonly string[] {
  const traceId = response.headers.get('gatehouse-trace-id') ?? textAt(response.body, 'trace_id');
  if (traceId === undefined || !/^[0-9a-f-]{36}$/.test(traceId)) return [];
  return [`See what was checked: npx gatehouse get trace ${traceId} --project ${project.slug}`];
}

/** Calls a protocol endpoint. @returns the answer, whatever its status. */
export function callProtocol(
  project: ProjectReference,
  request: ProjectRequest & { readonly authorization: string | undefined },
): Promise<ApiResponse> {
  const { method, authorization, body } = request;
  return sendRequest({ method, url: buildUrl(project, request.path), authorization, body });
}

/** Calls the project's administration. @returns the answer, whatever its status. */
export async function tryAdmin(
  session: Session,
  project: ProjectReference,
  request: ProjectRequest,
): Promise<ApiResponse> {
  const key = await findProjectKey(session, project);
  const send = (value: string): Promise<ApiResponse> =>
    callProtocol(project, { ...request, authorization: `Bearer ${value}` });
  const response = await send(key.value);
  if (response.status !== 401 || !key.isCached) return response;
  return send((await exchangeProjectKey(session, project)).value);
}

/**
 * Calls the project's administration.
 * @throws CommandError where it refuses or does not answer.
 */
export async function callAdmin(
  session: Session,
  project: ProjectReference,
  request: ProjectRequest,
): Promise<ApiResponse> {
  const response = await tryAdmin(session, project, request);
  if (response.status >= 200 && response.status < 300) return response;
  const isTraced = response.status === 400 && request.path === '/admin/oauth2/introspect';
  const hints = isTraced ? traceHints(response, project) : [];
  throw explainRefusal({ status: response.status, body: response.body, hints });
}
