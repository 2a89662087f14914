// What a browser waits for on its way to a page: each one statement behind the fence of its project, without Prisma,
// whose transactions cost more than the page.

import type { SessionFacts } from '@gatehouse/identity-engine';
import type { AuthorizationRequests } from '@gatehouse/token-engine/ports';
import { checkDeadline } from '../deadline.ts';
import { asFenceError } from '../scope/fence-error.ts';
import { addAuthorization, findAuthorization } from './authorization-requests.ts';
import type { DirectContext } from './direct-context.ts';
import { findConsent } from './find-consent.ts';
import { findSession } from './find-session.ts';

/** Each call is one transaction of one project. Storage faults and a deadline that is over throw StoreUnavailable. */
export interface ProjectStatements {
  /** @returns the session of that token with all that decides whether it is live. */
  findSession(tokenHash: Uint8Array): Promise<SessionFacts | undefined>;
  /** Adds the request, and takes some with it that nobody finished. A purged project throws TenantGone. */
  readonly addAuthorization: AuthorizationRequests['add'];
  readonly findAuthorization: AuthorizationRequests['find'];
  readonly findConsent: AuthorizationRequests['findConsent'];
}

export function buildProjectStatements(context: DirectContext): ProjectStatements {
  return {
    findSession: (tokenHash) => settle(() => findSession(context, tokenHash)),
    addAuthorization: (pending) => settle(() => addAuthorization(context, pending)),
    findAuthorization: (requestId) => settle(() => findAuthorization(context, requestId)),
    findConsent: (subject, clientId) => settle(() => findConsent(context, { subject, clientId })),
  };
}

async function settle<T>(work: () => Promise<T>): Promise<T> {
  try {
    checkDeadline();
    return await work();
  } catch (error) {
    throw asFenceError(error);
  }
}
