// A client on this machine: sends the browser to the authorization endpoint and takes the answer at its
// redirect URI. A cookie ties the answer to the browser that began, so that no page elsewhere can slip in
// an answer of its own, or end the command.

import type { LoopbackAnswer, LoopbackRequest } from '../loopback/loopback-server.ts';
import { buildIcon, iconPath } from '../pages/page.ts';
import type { AuthorizationFlows, PendingAuthorization } from './authorization-flows.ts';

const cookieName = 'gatehouse_flow';
const lifetimeSeconds = 3600;

export interface ListenerPages {
  /** Where the browser is sent on to the authorization endpoint. */
  readonly startPath: string;
  readonly callbackPath: string;
  /** Every other path; undefined where there is nothing. */
  readonly page: (path: string) => LoopbackAnswer;
  /** What arrives at the redirect URI in the browser that began it. */
  readonly answer: (
    query: URLSearchParams,
    pending: PendingAuthorization,
  ) => Promise<LoopbackAnswer>;
  /** What arrives there and belongs to nothing that was begun. */
  readonly foreign: () => LoopbackAnswer;
}

function redirectTo({ flowId, location }: { flowId: string; location: string }): LoopbackAnswer {
  return {
    status: 303,
    headers: {
      location,
      'set-cookie': `${cookieName}=${flowId}; Path=/; Max-Age=${lifetimeSeconds}; HttpOnly; SameSite=Lax`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  };
}

/** Serves one request of the browser. */
export async function serveRedirects(
  request: LoopbackRequest,
  flows: AuthorizationFlows,
  pages: ListenerPages,
): Promise<LoopbackAnswer> {
  const { method, path, query, cookies } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    return { status: 405, headers: { allow: 'GET, HEAD' } };
  }
  if (path === iconPath) return buildIcon();
  if (path === pages.callbackPath && (query.has('state') || path !== '/')) {
    // A look at the headers alone must not use the answer up.
    if (method === 'HEAD') return { status: 200, headers: {} };
    const pending = flows.take(cookies.get(cookieName), query.get('state'));
    return pending === undefined ? pages.foreign() : pages.answer(query, pending);
  }
  return path === pages.startPath ? redirectTo(flows.begin()) : pages.page(path);
}
