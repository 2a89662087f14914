import type { ProjectRequest } from '../http/project-request.ts';
import type { RouteContext } from '../routes/route.ts';
import type { SignedInSession } from '../sessions/read-session.ts';

/**
 * Goes on with the OAuth 2.0 request that waited for this login.
 * @returns the URL that the browser is sent to. Where the request is gone, that of an error page: whoever has
 *   just signed in stays signed in.
 */
export type ContinueAuthorization = (
  login: { readonly loginChallenge: string; readonly session: SignedInSession },
  request: ProjectRequest,
  context: RouteContext,
) => Promise<string>;
