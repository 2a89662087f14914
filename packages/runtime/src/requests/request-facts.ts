// What the planes know of a request that nobody outside them can: which route took it, and for which project.
// Noted while it is served, read when it has been answered. Never the text of the request.

import type { RequestHead } from '../plain-http/plain-request.ts';

export interface RequestFacts {
  /** The template that a route table holds, such as `/oauth2/token`; never a path as it was sent. */
  route?: string | undefined;
  projectId?: string | undefined;
  /** Of the trace that a developer looks up, or the id of the request where it leaves none. */
  traceId?: string | undefined;
  /** Of the OpenTelemetry trace, in lower-case hexadecimal. */
  spanTraceId?: string | undefined;
}

// On the request itself: a WeakMap of everything under way is work for each garbage collection.
const noted = Symbol('request facts');
type NotedRequest = RequestHead & { [noted]?: RequestFacts };

const left = Symbol('what to do when the caller hangs up');
type LeftRequest = RequestHead & { [left]?: () => void };

/** Says what to do when the caller hangs up before it is answered. The last one counts. */
export function onHangUp(request: LeftRequest, act: () => void): void {
  request[left] = act;
}

/** The caller has gone. */
export function hangUp(request: LeftRequest): void {
  request[left]?.();
}

/** Begins to take notes of a request, if nobody has yet. Without it `noteRequest` does nothing. */
export function openRequestFacts(request: NotedRequest): RequestFacts {
  request[noted] ??= {
    route: undefined,
    projectId: undefined,
    traceId: undefined,
    spanTraceId: undefined,
  };
  return request[noted];
}

/** Adds what a plane found out. */
export function noteRequest(request: NotedRequest, facts: RequestFacts): void {
  const present = request[noted];
  if (present !== undefined) Object.assign(present, facts);
}
