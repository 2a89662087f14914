// A pending request by its challenge or verifier. Unknown, expired, in another stage, of another browser or
// another project: all the same answer.

import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import type {
  AuthorizationStage,
  PendingAuthorization,
  StageKey,
} from '../ports/authorization-requests.ts';
import { parseChallenge } from './challenge.ts';

/** Throws `authorization_request_unknown`. `browserHash` undefined: an administrator asks, not a browser. */
export async function findPending(
  value: string,
  wanted: { stage: AuthorizationStage; orRejected?: true; browserHash: string | undefined },
  context: Pick<EndpointContext, 'project' | 'trail' | 'nowSeconds' | 'sha256'>,
): Promise<PendingAuthorization> {
  const { project, trail, nowSeconds, sha256 } = context;
  const parsed = parseChallenge(value, sha256);
  const pending = parsed && (await project.authorizations.find(parsed.requestId));
  const reason = findMismatch(pending, { ...wanted, secretHash: parsed?.secretHash, nowSeconds });
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
  wanted: {
    stage: AuthorizationStage;
    orRejected?: true;
    secretHash: string | undefined;
    browserHash: string | undefined;
    nowSeconds: number;
  },
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
