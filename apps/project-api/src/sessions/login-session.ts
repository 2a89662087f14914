// Browsers that a login page of the project's own wanted to know again, by a cookie of their own.

import type { KnownLogin } from '@gatehouse/database';
import type { ProjectRequest } from '../http/project-request.ts';
import type { RouteContext } from '../routes/route.ts';
import { readCookie } from '../self-service/cookies.ts';

/** The cookie that a session would get, and what our side keeps of it and of the one that was there. */
export interface PreparedLoginSession {
  readonly token: string;
  readonly cookies: { readonly tokenHash: Uint8Array; readonly replaces: Uint8Array | undefined };
}

/** @returns who this browser is known as; undefined also for a project that has no login page of its own. */
export async function readLoginSession(
  request: ProjectRequest,
  context: Pick<RouteContext, 'identity' | 'store' | 'clock'>,
): Promise<KnownLogin | undefined> {
  const { project, settings } = request.project;
  const tokenHash = settings.pages.login === undefined ? undefined : hashCookie(request, context);
  if (tokenHash === undefined) return undefined;
  const { projectId, workspaceId } = project;
  const at = new Date(context.clock.nowMilliseconds());
  return context.store.withProject({ projectId, workspaceId }, (tx) =>
    tx.loginSessions.find(tokenHash, at),
  );
}

/** Nothing that the browser had before becomes the session's cookie (attack 85). */
export function prepareLoginSession(
  request: ProjectRequest,
  context: Pick<RouteContext, 'identity'>,
): PreparedLoginSession {
  const { value, hash } = context.identity.runtimeOf(request.project).secrets.createSessionToken();
  return { token: value, cookies: { tokenHash: hash, replaces: hashCookie(request, context) } };
}

function hashCookie(
  request: ProjectRequest,
  { identity }: Pick<RouteContext, 'identity'>,
): Uint8Array | undefined {
  const { project } = request;
  const token = readCookie(request.header('cookie'), identity.cookiesOf(project).login);
  return token === undefined
    ? undefined
    : identity.runtimeOf(project).secrets.hashSessionToken(token);
}
