// One look at every request, from its arrival until its answer is out or its connection gone.

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
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
  // Answers leave a connection one after the other, so what was sent since the last one is this one's.
  const sentBefore = new WeakMap<Socket, number>();
  const measureSent = (socket: Socket) => {
    const sent = socket.bytesWritten - (sentBefore.get(socket) ?? 0);
    sentBefore.set(socket, socket.bytesWritten);
    return sent;
  };
  return (request, response) => {
    const startedAt = performance.now();
    const facts = openRequestFacts(request);
    const method = readMethod(request);
    const { socket } = request;
    let sentBytes: number | undefined;
    // Before Node hands the connection to the answer that waits behind this one.
    response.prependOnceListener('finish', () => {
      sentBytes = measureSent(socket);
    });
    response.once('close', () => {
      const ended = {
        ...facts,
        method,
        ...readEnd(response),
        durationSeconds: (performance.now() - startedAt) / 1000,
        sentBytes: sentBytes ?? measureSent(socket),
      };
      for (const observe of observers) observe(ended);
    });
    handler(request, response);
  };
}

function readMethod({ method = '' }: IncomingMessage): string {
  return methods.has(method) ? method : '_OTHER';
}

/** nginx's 499 for an answer that nobody waited for. */
function readEnd(response: ServerResponse): { status: number; isAborted: boolean } {
  const isAborted = !response.writableFinished;
  return { status: isAborted && !response.headersSent ? 499 : response.statusCode, isAborted };
}
