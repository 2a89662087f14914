// Who is signed in in this browser: for the authorization endpoint, and for whatever else must know.

import {
  assuranceLevel,
  buildMethodReferences,
  type SessionFacts,
} from '@gatehouse/identity-engine';
import type { IdentityId, SessionId } from '@gatehouse/protocol';
import type { ProjectRequest } from '../http/project-request.ts';
import type { RouteContext } from '../routes/route.ts';
import { readCookie } from '../self-service/cookies.ts';

export interface SignedInSession {
  readonly sessionId: SessionId;
  readonly identityId: IdentityId;
  readonly authenticatedAtSeconds: number;
  /** RFC 8176. */
  readonly amr: readonly string[];
  readonly acr: string;
  /** The revocation epochs that a token issued for this session carries. */
  readonly epochs: { readonly identity: number; readonly session: number };
}

/**
 * @returns the live session of the browser's cookie, as the primary database has it now; undefined where
 *   there is none. Its use keeps it alive. Throws StoreUnavailable on a storage fault.
 */
export async function readSession(
  request: ProjectRequest,
  { identity }: Pick<RouteContext, 'identity'>,
): Promise<SignedInSession | undefined> {
  const { project } = request;
  const token = readCookie(request.header('cookie'), identity.cookiesOf(project).session);
  const facts = await identity.engine.useSession(identity.runtimeOf(project), token);
  return facts && buildSignedInSession(facts);
}

export function buildSignedInSession({ session, epochs }: SessionFacts): SignedInSession {
  return {
    sessionId: session.sessionId,
    identityId: session.identityId,
    authenticatedAtSeconds: session.authenticatedAtSeconds,
    amr: buildMethodReferences(session),
    acr: assuranceLevel,
    epochs: { identity: epochs.identity.epoch, session: epochs.session.epoch },
  };
}

/** Ends the session and every token that hangs on it. @returns false where it had ended already. */
export function endSession(
  session: Pick<SignedInSession, 'sessionId' | 'identityId'>,
  request: ProjectRequest,
  { identity }: Pick<RouteContext, 'identity'>,
): Promise<boolean> {
  const { store } = identity.runtimeOf(request.project);
  const { sessionId, identityId } = session;
  return store.endSession({ sessionId, identityId, atSeconds: identity.engine.nowSeconds() });
}
