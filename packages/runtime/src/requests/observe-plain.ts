// The same look at requests that are served past node:http.

import type { PlainHandler, PlainRequest } from '../plain-http/plain-request.ts';
import { type RequestObserver, statusOfAborted } from './observe-requests.ts';
import { openRequestFacts } from './request-facts.ts';

const startedAt = Symbol('began');
type StartedRequest = PlainRequest & { [startedAt]?: number };

/** @returns the handler, whose requests each observer sees once. Without observers the handler itself. */
export function observePlain(
  handler: PlainHandler,
  observers: readonly RequestObserver[],
): PlainHandler {
  if (observers.length === 0) return handler;
  return {
    serve(request: StartedRequest) {
      request[startedAt] = performance.now();
      openRequestFacts(request);
      return handler.serve(request);
    },
    failed: (request, error) => handler.failed(request, error),
    ended(request: StartedRequest, sent) {
      const ended = {
        ...openRequestFacts(request),
        method: request.method,
        status: sent?.status ?? statusOfAborted,
        durationSeconds: (performance.now() - (request[startedAt] ?? 0)) / 1000,
        sentBytes: sent?.bytes ?? 0,
        isAborted: sent === undefined,
      };
      for (const observe of observers) observe(ended);
    },
  };
}
