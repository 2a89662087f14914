// What the planes know of a request that nobody outside them can: which route took it, and for which project.
// Noted while it is served, read when it has been answered. Never the text of the request.

import type { IncomingMessage } from 'node:http';

export interface RequestFacts {
  /** The template that a route table holds, such as `/oauth2/token`; never a path as it was sent. */
  route?: string | undefined;
  projectId?: string | undefined;
  /** Of the trace that a developer looks up, or the id of the request where it leaves none. */
  traceId?: string | undefined;
  /** Of the OpenTelemetry trace, in lower-case hexadecimal. */
  spanTraceId?: string | undefined;
}

const noted = new WeakMap<IncomingMessage, RequestFacts>();

/** Begins to take notes of a request, if nobody has yet. Without it `noteRequest` does nothing. */
export function openRequestFacts(request: IncomingMessage): RequestFacts {
  const present = noted.get(request);
  if (present !== undefined) return present;
  const facts: RequestFacts = {};
  noted.set(request, facts);
  return facts;
}

/** Adds what a plane found out. */
export function noteRequest(request: IncomingMessage, facts: RequestFacts): void {
  const present = noted.get(request);
  if (present !== undefined) Object.assign(present, facts);
}
