// The HTTP server under Nest: one spelling of each path, strict bodies, and the same headers on every
// answer, also on those that no handler ever saw.

import { buildRequestId, noteRequest, parseRequestTarget } from '@gatehouse/runtime';
import { type FastifyInstance, fastify } from 'fastify';
import { describeFault } from './describe-fault.ts';
import { installDeadline } from './install-deadline.ts';
import { installBodyReader, maxBodyBytes } from './read-body.ts';
import { notFound, Refusal } from './refusal.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { sendRefusal } from './send-refusal.ts';

/** Builds an instance that listens nowhere. */
export function buildFastify(deadlineMilliseconds: number): FastifyInstance {
  const instance = fastify({
    bodyLimit: maxBodyBytes,
    genReqId: buildRequestId,
    requestIdHeader: false,
    logger: false,
    // The query is read by our own reader, from the raw target, at the guard.
    routerOptions: { caseSensitive: true, maxParamLength: 255, querystringParser: () => ({}) },
    // A target that the router cannot even decode.
    frameworkErrors(error, request, reply) {
      setSecurityHeaders(request, reply);
      void sendRefusal(reply, describeFault(error), request.id);
    },
  });
  installBodyReader(instance);
  installDeadline(instance, deadlineMilliseconds);
  instance.addHook('onSend', async (request) => {
    const { access } = request;
    const projectId = access?.kind === 'project' ? access.project.projectId : undefined;
    noteRequest(request.raw, { projectId });
  });
  instance.addHook('onRequest', async (request, reply) => {
    setSecurityHeaders(request, reply);
    noteRequest(request.raw, { route: request.routeOptions.url, traceId: request.id });
    const target = parseRequestTarget(request.raw.url ?? '');
    if (target === 'too_long') throw new Refusal('uri_too_long');
    if (target === 'malformed') throw notFound();
  });
  return instance;
}
