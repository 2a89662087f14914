// What a page of the project's own is told of a challenge: what to ask, or that somebody has answered it.

import type { EndpointContext } from '../endpoints/endpoint-context.ts';
import type { PendingAuthorization } from '../ports/authorization-requests.ts';
import { parseChallenge } from './challenge.ts';
import { checkPending } from './find-pending.ts';

/** `handled`: where the browser may start the same request again. */
export type InteractionState =
  | { readonly kind: 'open'; readonly pending: PendingAuthorization }
  | { readonly kind: 'handled'; readonly requestUrl: string };

/** Throws `authorization_request_unknown`, also for a request that has got its code. */
export async function readInteraction(
  challenge: string,
  stage: 'login' | 'consent',
  context: EndpointContext,
): Promise<InteractionState> {
  const { project, sha256 } = context;
  const parsed = parseChallenge(challenge, sha256);
  const found = parsed && (await project.authorizations.find(parsed.requestId));
  if (parsed !== undefined && found?.handledHashes?.includes(parsed.secretHash)) {
    context.trail.pass('authorization_request', 'handled before');
    return { kind: 'handled', requestUrl: found.request.requestUrl };
  }
  // Of the same reading: between two of them somebody may answer.
  const wanted = { stage, browserHash: undefined, secretHash: parsed?.secretHash };
  const pending = checkPending(found, wanted, context);
  return { kind: 'open', pending };
}
