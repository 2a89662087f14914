import type { ProjectRuntime } from '../project-runtime.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { restoreVerifiedRedirectUri } from './check-redirect-uri.ts';
import { buildRedirect } from './verified-redirect.ts';

/** @returns the client's address with an answer; the redirect URI was proven when the request was stored. */
export function buildRedirectOf(
  request: AuthorizationRequest,
  project: ProjectRuntime,
  answer: Readonly<Record<string, string>>,
): string {
  const uri = restoreVerifiedRedirectUri(request);
  return buildRedirect({ uri, state: request.state, issuer: project.project.issuer }, answer);
}
