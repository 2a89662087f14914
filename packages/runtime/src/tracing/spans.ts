// The spans themselves: of a request that is served, of one that is sent, of a job.

import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Link,
  ROOT_CONTEXT,
  type Span,
  type SpanContext,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { openRequestFacts, type RequestFacts } from '../requests/request-facts.ts';
import { createHopProof, type HopProof, proofHeader } from './hop-proof.ts';
import { buildTraceparent, parseTraceparent } from './traceparent.ts';
import type { Tracing } from './tracing.ts';

interface SpanOptions {
  readonly trustsTraceparent: boolean;
}

/** What a span hangs on: under another one, or beside it with a reference. */
interface Origin {
  readonly parent: SpanContext | undefined;
  readonly links: Link[];
}

export function createSpans(tracer: Tracer, options: SpanOptions): Omit<Tracing, 'close'> {
  const current = new AsyncLocalStorage<Span>();
  const proof = createHopProof();

  function start(name: string, kind: SpanKind, { parent, links }: Origin): Span {
    const context =
      parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
    return tracer.startSpan(name, { kind, links }, context);
  }

  /** Under what is under way, where something is. */
  const inner = (): Origin => ({ parent: current.getStore()?.spanContext(), links: [] });

  return {
    serve(request, response, handler) {
      const span = start('request', SpanKind.SERVER, takeOrigin(request, { ...options, proof }));
      const facts = openRequestFacts(request);
      facts.spanTraceId = span.spanContext().traceId;
      response.once('close', () => endRequest(span, { request, response, facts }));
      current.run(span, () => handler(request, response));
    },
    async call(method, send) {
      const span = start(method, SpanKind.CLIENT, inner());
      span.setAttribute('http.request.method', method);
      const traceparent = addressOf(span);
      try {
        const response = await send({ traceparent, [proofHeader]: proof.prove(traceparent) });
        span.setAttribute('http.response.status_code', response.status);
        if (response.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        return response;
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
    traceparent() {
      const span = current.getStore();
      return span === undefined ? undefined : addressOf(span);
    },
    async work(job, work) {
      const asked = readRemote(job.traceparent);
      const links = asked === undefined ? [] : [{ context: asked }];
      const span = start(`job ${job.kind}`, SpanKind.CONSUMER, { parent: undefined, links });
      try {
        return await current.run(span, work);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        span.end();
      }
    },
  };
}

function addressOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return buildTraceparent({
    traceId,
    spanId,
    isSampled: (traceFlags & TraceFlags.SAMPLED) !== 0,
  });
}

function readRemote(value: unknown): SpanContext | undefined {
  const address = parseTraceparent(value);
  if (address === undefined) return undefined;
  const { traceId, spanId, isSampled } = address;
  const traceFlags = isSampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  return { traceId, spanId, traceFlags, isRemote: true };
}

/** Takes the headers off the request. Only a hop of ours puts its span above; any other is referred to. */
function takeOrigin(
  { headers }: IncomingMessage,
  { trustsTraceparent, proof }: SpanOptions & { readonly proof: HopProof },
): Origin {
  const { traceparent } = headers;
  const given = headers[proofHeader];
  for (const name of ['traceparent', 'tracestate', proofHeader]) delete headers[name];
  const remote = readRemote(traceparent);
  if (remote === undefined) return { parent: undefined, links: [] };
  const isOurs = trustsTraceparent || proof.isProven(String(traceparent), given);
  return isOurs
    ? { parent: remote, links: [] }
    : { parent: undefined, links: [{ context: remote }] };
}

interface EndedRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly facts: Readonly<RequestFacts>;
}

function endRequest(span: Span, { request, response, facts }: EndedRequest): void {
  const { route, projectId, traceId } = facts;
  const { statusCode } = response;
  if (route !== undefined) span.updateName(`${request.method} ${route}`);
  span.setAttributes({
    'http.request.method': request.method ?? '',
    'http.response.status_code': statusCode,
    ...(route === undefined ? {} : { 'http.route': route }),
    ...(projectId === undefined ? {} : { 'gatehouse.project.id': projectId }),
    ...(traceId === undefined ? {} : { 'gatehouse.trace.id': traceId }),
  });
  if (statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}
