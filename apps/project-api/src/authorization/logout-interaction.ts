// A logout that a page of the project's own is asked about: kept on our side, bound to the browser that
// began, and ended there once.

import type { LogoutRequestRows, PendingLogout, RequestedLogout } from '@gatehouse/database';
import { generateUuid, sha256Base64url } from '@gatehouse/keys';
import { createChallenge, parseChallenge } from '@gatehouse/token-engine';
import type { ProjectRequest } from '../http/project-request.ts';
import type { RouteContext } from '../routes/route.ts';

type Context = Pick<RouteContext, 'store' | 'random' | 'clock'>;
type Stage = PendingLogout['stage'];

const lifetimeSeconds = 30 * 60;

/** What a challenge or verifier stands for. `handled`: it led out of its stage already. */
export type LogoutState =
  | { readonly kind: 'open'; readonly pending: PendingLogout }
  | { readonly kind: 'handled'; readonly requestUrl: string }
  | { readonly kind: 'unknown' };

/** @returns the challenge that the page is sent with. */
export async function askLogout(
  ask: { readonly logout: RequestedLogout; readonly browserHash: string },
  request: ProjectRequest,
  context: Context,
): Promise<string> {
  const requestId = generateUuid(context.random);
  const challenge = createChallenge(requestId, { ...context, sha256: sha256Base64url });
  const nowSeconds = context.clock.nowSeconds();
  await withRequests(request, context, (rows) =>
    rows.add({
      ...ask,
      requestId,
      secretHash: challenge.secretHash,
      requestedAtSeconds: nowSeconds,
      expiresAtSeconds: nowSeconds + lifetimeSeconds,
    }),
  );
  return challenge.value;
}

/** @param value the challenge of an asked logout, the verifier of an accepted one. */
export async function readLogout(
  value: string,
  stage: Stage,
  { request, context }: { request: ProjectRequest; context: Context },
): Promise<LogoutState> {
  const parsed = parseChallenge(value, sha256Base64url);
  const pending =
    parsed && (await withRequests(request, context, (rows) => rows.find(parsed.requestId)));
  if (pending === undefined || context.clock.nowSeconds() >= pending.expiresAtSeconds) {
    return { kind: 'unknown' };
  }
  if (pending.handledHashes.includes(parsed?.secretHash ?? '')) {
    return { kind: 'handled', requestUrl: pending.logout.requestUrl };
  }
  const isOpen = pending.stage === stage && pending.secretHash === parsed?.secretHash;
  return isOpen ? { kind: 'open', pending } : { kind: 'unknown' };
}

/** @returns the verifier, or undefined for whoever comes second. */
export async function acceptLogout(
  pending: PendingLogout,
  request: ProjectRequest,
  context: Context,
): Promise<string | undefined> {
  const ports = { ...context, sha256: sha256Base64url };
  const { value, secretHash } = createChallenge(pending.requestId, ports);
  const isFirst = await withRequests(request, context, (rows) =>
    rows.advance(pending, { stage: 'accepted', secretHash }),
  );
  return isFirst ? value : undefined;
}

/** @returns false for whoever comes second. */
export function endLogout(
  pending: PendingLogout,
  request: ProjectRequest,
  context: Context,
): Promise<boolean> {
  return withRequests(request, context, (rows) =>
    rows.advance(pending, { stage: 'ended', secretHash: '' }),
  );
}

function withRequests<T>(
  request: ProjectRequest,
  { store }: Context,
  work: (rows: LogoutRequestRows) => Promise<T>,
): Promise<T> {
  const { projectId, workspaceId } = request.project.project;
  return store.withProject({ projectId, workspaceId }, (tx) => work(tx.logoutRequests));
}
