// Traces as the rest of the product sees them. Where they are off nothing is loaded, and each of these is a
// plain call. One for the whole process, because what is called and what calls it need not know of each other.

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

export type TraceHeaders = Readonly<Record<string, string>>;

export interface Tracing {
  /** Serves a request within a span of its own. */
  serve(request: IncomingMessage, response: ServerResponse, handler: RequestListener): void;
  /** Sends a request within a span, with the headers that say so. */
  call(method: string, send: (headers: TraceHeaders) => Promise<Response>): Promise<Response>;
  /** Of the span under way; undefined where there is none. */
  traceparent(): string | undefined;
  /** Does a job within a span that names the one it was asked for in. */
  work<T>(job: TracedJob, work: () => Promise<T>): Promise<T>;
  /** Exports what is left. */
  close(): Promise<void>;
}

export interface TracedJob {
  /** The kind of the job, from the job table. */
  readonly kind: string;
  readonly traceparent: string | undefined;
}

let installed: Tracing | undefined;

/** Begins to trace in this process; undefined ends it. */
export function installTracing(tracing: Tracing | undefined): void {
  installed = tracing;
}

/** Whether this process traces now. */
export function isTracing(): boolean {
  return installed !== undefined;
}

/** @returns the handler, each of whose requests has a span while traces are on. */
export function traceRequests(handler: RequestListener): RequestListener {
  const tracing = installed;
  if (tracing === undefined) return handler;
  return (request, response) => tracing.serve(request, response, handler);
}

/** Sends a request to a server of ours; the headers lead its spans back to this one. */
export function traceCall(
  method: string,
  send: (headers: TraceHeaders) => Promise<Response>,
): Promise<Response> {
  return installed === undefined ? send({}) : installed.call(method, send);
}

/** @returns the `traceparent` of what is under way, for work that is done later. */
export function currentTraceparent(): string | undefined {
  return installed?.traceparent();
}

/** Does a job that was asked for under the given `traceparent`. */
export function traceJob<T>(job: TracedJob, work: () => Promise<T>): Promise<T> {
  return installed === undefined ? work() : installed.work(job, work);
}
