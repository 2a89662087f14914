// A request to a protocol endpoint in a client's name (RFC 6749 section 2.3.1): by HTTP Basic, and in the
// body only for a client that is registered for that.

import { buildBasicCredentials } from '../api/basic-credentials.ts';
import { callProtocol, traceHints, tryAdmin } from '../api/project-api.ts';
import { explainRefusal, oauthErrorCode } from '../api/refusal.ts';
import type { ApiResponse } from '../api/send.ts';
import type { Session } from '../api/session.ts';
import { textAt } from '../json/json-object.ts';
import type { ProjectReference } from '../project/project-reference.ts';
import type { CommandError } from '../terminal/command-error.ts';
import type { ClientCredentials } from './client-credentials.ts';

export interface ClientRequest {
  readonly session: Session;
  readonly project: ProjectReference;
  readonly credentials: ClientCredentials;
  readonly path: '/oauth2/token' | '/oauth2/revoke' | '/oauth2/device/auth';
  readonly form: Readonly<Record<string, string>>;
}

function sendByBasic({ project, credentials, path, form }: ClientRequest): Promise<ApiResponse> {
  const authorization = buildBasicCredentials(credentials.clientId, credentials.clientSecret);
  const body = new URLSearchParams(form);
  return callProtocol(project, { method: 'POST', path, authorization, body });
}

/** The credentials in the body; of a public client its id alone (RFC 6749 section 3.2.1). */
function sendByPost({ project, credentials, path, form }: ClientRequest): Promise<ApiResponse> {
  const { clientId, clientSecret } = credentials;
  const body = new URLSearchParams({
    ...form,
    client_id: clientId,
    ...(clientSecret !== '' && { client_secret: clientSecret }),
  });
  return callProtocol(project, { method: 'POST', path, authorization: undefined, body });
}

/** What the administration knows about a client whose authentication failed; nothing without that right. */
async function lookUpClient({ session, project, credentials }: ClientRequest): Promise<{
  readonly method: string | undefined;
  readonly hint: string | undefined;
}> {
  const path = `/admin/clients/${encodeURIComponent(credentials.clientId)}`;
  const response = await tryAdmin(session, project, { method: 'GET', path });
  if (response.status === 404) {
    const hint = `Project ${project.slug} has no client of that id. Is it the right project?`;
    return { method: undefined, hint };
  }
  if (response.status !== 200) return { method: undefined, hint: undefined };
  const method = textAt(response.body, 'token_endpoint_auth_method');
  return { method, hint: describeMismatch(credentials, method) };
}

function describeMismatch({ clientSecret }: ClientCredentials, method = ''): string {
  const isSecret = method === '' || method.startsWith('client_secret_');
  if (!isSecret) return `The client authenticates by ${method}, not by a secret.`;
  return clientSecret === ''
    ? 'The client has a secret: give it with --client-secret.'
    : 'The client is there, but the secret is not its secret. A lost one can only be replaced.';
}

function isSuccess({ status }: ApiResponse): boolean {
  return status >= 200 && status < 300;
}

export interface ClientAnswer {
  readonly response: ApiResponse;
  /** What the administration knows of a refusal. */
  readonly hint: string | undefined;
}

/** Sends the request in the client's name. @returns the answer, whatever its status. */
export async function askAsClient(request: ClientRequest): Promise<ClientAnswer> {
  const isPublic = request.credentials.clientSecret === '';
  const first = await (isPublic ? sendByPost(request) : sendByBasic(request));
  if (isSuccess(first)) return { response: first, hint: undefined };
  const isRefusedClient = oauthErrorCode(first.body) === 'invalid_client';
  const known = isRefusedClient ? await lookUpClient(request) : undefined;
  const isForPost = !isPublic && known?.method === 'client_secret_post';
  return { response: isForPost ? await sendByPost(request) : first, hint: known?.hint };
}

/** @returns the error that says why, and where to look. */
export function explainAnswer(
  { response, hint }: ClientAnswer,
  project: ProjectReference,
): CommandError {
  const { status, body } = response;
  const hints = [hint, ...traceHints(response, project)].filter((one) => one !== undefined);
  return explainRefusal({ status, body, hints });
}

/**
 * Sends the request in the client's name.
 * @throws CommandError where it is refused; says why where the administration may be asked.
 */
export async function callAsClient(request: ClientRequest): Promise<ApiResponse> {
  const answer = await askAsClient(request);
  if (isSuccess(answer.response)) return answer.response;
  throw explainAnswer(answer, request.project);
}
