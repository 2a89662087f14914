// A pending request by its challenge or verifier. Unknown, expired, in another stage, of another browser or
// another project: all the same answer.

import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import type {
  AuthorizationStage,
  PendingAuthorization,
  StageKey,
} from '../ports/authorization-requests.ts';
import { parseChallenge } from './challenge.ts';

/** What is asked for. `browserHash` undefined: an administrator asks, not a browser. */
export interface WantedPending {
  readonly stage: AuthorizationStage;
  readonly orRejected?: true;
  readonly browserHash: string | undefined;
}

/** Throws `authorization_request_unknown`. */
export async function findPending(
  value: string,
  wanted: WantedPending,
  context: Pick<EndpointContext, 'project' | 'trail' | 'nowSeconds' | 'sha256'>,
): Promise<PendingAuthorization> {
  const parsed = parseChallenge(value, context.sha256);
  const found = parsed && (await context.project.authorizations.find(parsed.requestId));
  return checkPending(found, { ...wanted, secretHash: parsed?.secretHash }, context);
}

/** The same for a request that was read already. Throws `authorization_request_unknown`. */
export function checkPending(
  pending: PendingAuthorization | undefined,
  wanted: WantedPending & { readonly secretHash: string | undefined },
  { trail, nowSeconds }: Pick<EndpointContext, 'trail' | 'nowSeconds'>,
): PendingAuthorization {
  const reason = findMismatch(pending, { ...wanted, nowSeconds });
  if (pending === undefined || reason !== undefined) {
    throw trail.refuse('authorization_request_unknown', 'authorization_request', {
      expected: `a request in stage ${wanted.stage}`,
      received: reason ?? 'unknown',
    });
  }
  trail.clientId = pending.request.clientId;
  return pending;
}

function findMismatch(
  pending: PendingAuthorization | undefined,
  wanted: WantedPending & { secretHash: string | undefined; nowSeconds: number },
): string | undefined {
  if (pending === undefined || pending.secretHash !== wanted.secretHash) return 'unknown';
  const isWanted =
    pending.stage === wanted.stage || (wanted.orRejected && pending.stage === 'rejected');
  if (!isWanted) return `in stage ${pending.stage}`;
  if (wanted.nowSeconds >= pending.expiresAtSeconds) return 'expired';
  if (wanted.browserHash !== undefined && wanted.browserHash !== pending.browserHash)
    return 'of another browser';
  return undefined;
}

export function stageKeyOf(pending: PendingAuthorization): StageKey {
  return { requestId: pending.requestId, stage: pending.stage, secretHash: pending.secretHash };
}
