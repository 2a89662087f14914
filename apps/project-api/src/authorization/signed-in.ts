// Who is signed in at a browser: by the hosted pages, or remembered by the project's own.

import type { RequestedLogout } from '@gatehouse/database';
import { parseIdentityId } from '@gatehouse/protocol';
import type { ProjectRequest } from '../http/project-request.ts';
import type { RouteContext } from '../routes/route.ts';
import { readLoginSession } from '../sessions/login-session.ts';
import { endSession, readSession } from '../sessions/read-session.ts';

export type SignedIn = Pick<RequestedLogout, 'subject' | 'sessionId' | 'sessionKind'>;

export async function readSignedIn(
  request: ProjectRequest,
  context: RouteContext,
): Promise<SignedIn | undefined> {
  const session = await readSession(request, context);
  if (session !== undefined) {
    const { sessionId, identityId } = session;
    return { subject: identityId, sessionId, sessionKind: 'hosted' };
  }
  const known = await readLoginSession(request, context);
  return known && { subject: known.subject, sessionId: known.sessionId, sessionKind: 'own_pages' };
}

/** Ends the session with every token that hangs on it. Idempotent. */
export async function signOut(
  signedIn: SignedIn,
  request: ProjectRequest,
  context: RouteContext,
): Promise<void> {
  const { sessionId, subject, sessionKind } = signedIn;
  const { projectId, workspaceId } = request.project.project;
  const at = new Date(context.clock.nowMilliseconds());
  if (sessionKind === 'own_pages') {
    await context.store.withProject({ projectId, workspaceId }, (tx) =>
      tx.loginSessions.end(sessionId, at),
    );
    return;
  }
  const identityId = parseIdentityId(subject);
  if (identityId !== undefined) await endSession({ sessionId, identityId }, request, context);
}

/** Set-Cookie headers after which the browser is nobody. */
export function clearSignIn(
  request: ProjectRequest,
  { identity }: Pick<RouteContext, 'identity'>,
): readonly string[] {
  const { session, login } = identity.cookiesOf(request.project);
  return [session.clear(), login.clear()];
}
