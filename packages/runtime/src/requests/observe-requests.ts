// One look at every request, from its arrival until its answer is out or its connection gone.

import type { IncomingMessage, RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { openRequestFacts, type RequestFacts } from './request-facts.ts';

/** A request that has ended. Nothing in it was chosen by whoever sent it, but the method, of a fixed list. */
export interface ObservedRequest extends Readonly<RequestFacts> {
  readonly method: string;
  readonly status: number;
  readonly durationSeconds: number;
  /** Sent on the connection for this answer, head included. */
  readonly sentBytes: number;
  /** The other end went away before the answer was out. */
  readonly isAborted: boolean;
}

export type RequestObserver = (request: ObservedRequest) => void;

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** @returns the handler, whose requests each observer sees once. Without observers the handler itself. */
export function observeRequests(
  handler: RequestListener,
  observers: readonly RequestObserver[],
): RequestListener {
  if (observers.length === 0) return handler;
  return (request, response) => {
    const startedAt = performance.now();
    const facts = openRequestFacts(request);
    const method = readMethod(request);
    const { socket } = request;
    let isTold = false;
    const tell = (isAborted: boolean) => {
      if (isTold) return;
      isTold = true;
      const ended = {
        route: facts.route,
        projectId: facts.projectId,
        traceId: facts.traceId,
        spanTraceId: facts.spanTraceId,
        method,
        status: isAborted && !response.headersSent ? statusOfAborted : response.statusCode,
        durationSeconds: (performance.now() - startedAt) / 1000,
        sentBytes: measureSent(socket),
        isAborted,
      };
      for (const observe of observers) observe(ended);
    };
    // Before Node hands the connection to the answer that waits behind this one.
    response.prependListener('finish', () => tell(false));
    response.on('close', () => tell(true));
    handler(request, response);
  };
}

function readMethod({ method = '' }: IncomingMessage): string {
  return methods.has(method) ? method : '_OTHER';
}

/** nginx's, for an answer that nobody waited for. */
export const statusOfAborted = 499;

const sentBefore = Symbol('bytes sent before this answer');

/** Answers leave a connection one after the other, so what was sent since the last one is this one's. */
function measureSent(socket: Socket & { [sentBefore]?: number }): number {
  const { bytesWritten } = socket;
  const sent = bytesWritten - (socket[sentBefore] ?? 0);
  socket[sentBefore] = bytesWritten;
  return sent;
}
