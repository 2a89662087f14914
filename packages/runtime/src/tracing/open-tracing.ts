// Traces by OpenTelemetry, sent by OTLP over HTTP. Loaded only where an endpoint is set. A span says what
// route, status and project; nothing of a span was written by whoever sent the request.

import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { createSpans } from './spans.ts';
import type { Tracing } from './tracing.ts';

export interface TracingOptions {
  /** What the traces call this process. */
  readonly name: string;
  /** The share of traces that begin here and are kept, from 0 to 1. */
  readonly ratio: number;
  /** Everything that reaches this process is ours, so what it says of traces counts. */
  readonly trustsTraceparent: boolean;
  /** Where spans go; by default to OTEL_EXPORTER_OTLP_ENDPOINT, with the other variables of OTLP. */
  readonly exporter?: SpanExporter;
}

/** Begins to export in the background. What cannot be sent is dropped, and holds up nothing. */
export function openTracing(options: TracingOptions): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': options.name }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.ratio) }),
    spanProcessors: [
      new BatchSpanProcessor({ exporter: options.exporter ?? new OTLPTraceExporter() }),
    ],
  });
  const spans = createSpans(provider.getTracer('gatehouse'), options);
  return { ...spans, close: () => provider.shutdown() };
}
