// One line for each request: what an operator needs to find it again, and nothing that the sender wrote.

import type { Logger } from '../logger.ts';
import type { RequestObserver } from './observe-requests.ts';

/** @returns undefined where the logger leaves such lines out. */
export function createRequestLog(logger: Logger): RequestObserver | undefined {
  if (!logger.isLevelEnabled('info')) return undefined;
  return (request) => {
    const { route = 'unmatched', projectId, traceId, spanTraceId } = request;
    logger.info(
      {
        method: request.method,
        route,
        status: request.status,
        durationMilliseconds: Math.round(request.durationSeconds * 10_000) / 10,
        bytes: request.sentBytes,
        projectId,
        traceId,
        spanTraceId,
        ...(request.isAborted ? { isAborted: true } : {}),
      },
      'request',
    );
  };
}
