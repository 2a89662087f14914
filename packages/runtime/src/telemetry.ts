// What an operator sees of a process: its request lines, its numbers, its traces. What is not asked for is
// not loaded, and no request pays for it.

import type { RequestListener } from 'node:http';
import { z } from 'zod';
import { portVariable } from './environment.ts';
import { createBufferedLogger, type Logger, type LogLevel } from './logger.ts';
import type { MetricSource } from './metrics/metric.ts';
import type { PlainHandler } from './plain-http/plain-request.ts';
import { observePlain } from './requests/observe-plain.ts';
import { observeRequests, type RequestObserver } from './requests/observe-requests.ts';
import { createRequestMetrics } from './requests/request-metrics.ts';
import { createRequestLog } from './requests/write-request-line.ts';
import type { Shutdown } from './shutdown.ts';
import { installTracing, isTracing, traceRequests } from './tracing/tracing.ts';

export const telemetryVariables = {
  /** Serves `/metrics` on a port of its own; without it nothing is counted. */
  GATEHOUSE_METRICS_PORT: portVariable.optional(),
  GATEHOUSE_METRICS_HOST: z.string().default('127.0.0.1'),
  /** Where traces go; without it there are none. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url('it must be a URL like http://collector:4318').optional(),
  /** The share of traces that is kept. */
  OTEL_TRACES_SAMPLER_ARG: z.coerce
    .number()
    .min(0, 'it must be a number from 0 to 1')
    .max(1, 'it must be a number from 0 to 1')
    .default(1),
  /** Says that nobody outside can send this process a `traceparent`. */
  GATEHOUSE_TRACEPARENT: z.literal('trusted', 'it may only be "trusted"').optional(),
};

export type TelemetryEnvironment = z.output<z.ZodObject<typeof telemetryVariables>>;

/** Asked every few seconds by machines: they say nothing about anybody's request. */
const unobserved = new Set(['/health/alive', '/health/ready']);

export interface TelemetryOptions {
  /** What logs and traces call this process. */
  readonly name: string;
  readonly environment: TelemetryEnvironment & { readonly LOG_LEVEL: LogLevel };
  readonly logger: Logger;
  /** Where request lines go; by default they are collected and written together. */
  readonly requestLogger?: Logger;
  /** What is opened is registered here. */
  readonly shutdown: Pick<Shutdown, 'add'>;
}

export interface Telemetry {
  /** @returns the handler, whose requests are logged, counted and traced, as far as that was asked for. */
  observe(handler: RequestListener): RequestListener;
  /**
   * The same for requests that are served past node:http. @returns undefined while traces are on: their spans
   * hang on Node's requests.
   */
  observePlain(handler: PlainHandler | undefined): PlainHandler | undefined;
  /** Adds numbers to what is served. */
  addMetrics(...sources: readonly MetricSource[]): void;
}

/** Call it before anything else is opened. Rejects where the port of the metrics cannot be listened on. */
export async function openTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  await openTraces(options);
  const sources = new Set<MetricSource>();
  const isCounting = options.environment.GATEHOUSE_METRICS_PORT !== undefined;
  const counted = isCounting ? createRequestMetrics() : undefined;
  if (counted !== undefined) {
    sources.add(counted.metrics);
    await openMetrics(options, sources);
  }
  const lines = createRequestLog(options.requestLogger ?? openRequestLogger(options));
  const observers = [lines, counted?.observe].filter(isPresent);
  return {
    observe(handler) {
      const observed = observeRequests(traceRequests(handler), observers);
      if (observed === handler) return handler;
      return (request, response) =>
        (unobserved.has(request.url ?? '') ? handler : observed)(request, response);
    },
    observePlain: (handler) =>
      handler === undefined || isTracing() ? undefined : observePlain(handler, observers),
    addMetrics(...added) {
      for (const source of added) sources.add(source);
    },
  };
}

function openRequestLogger({ name, environment, shutdown }: TelemetryOptions): Logger {
  const { logger, flush } = createBufferedLogger({ name, level: environment.LOG_LEVEL });
  shutdown.add('request lines', flush);
  return logger;
}

function isPresent(observer: RequestObserver | undefined): observer is RequestObserver {
  return observer !== undefined;
}

async function openTraces({ name, environment, shutdown }: TelemetryOptions): Promise<void> {
  if (environment.OTEL_EXPORTER_OTLP_ENDPOINT === undefined) return;
  const { openTracing } = await import('./tracing/open-tracing.ts');
  const tracing = openTracing({
    name,
    ratio: environment.OTEL_TRACES_SAMPLER_ARG,
    trustsTraceparent: environment.GATEHOUSE_TRACEPARENT === 'trusted',
  });
  installTracing(tracing);
  shutdown.add('traces', async () => {
    installTracing(undefined);
    await tracing.close();
  });
}

async function openMetrics(
  { environment, shutdown, logger }: TelemetryOptions,
  sources: Set<MetricSource>,
): Promise<void> {
  const [{ serveMetrics }, { createProcessMetrics }] = await Promise.all([
    import('./metrics/serve-metrics.ts'),
    import('./metrics/process-metrics.ts'),
  ]);
  const process = createProcessMetrics();
  sources.add(process.metrics);
  shutdown.add('process metrics', process.close);
  const { GATEHOUSE_METRICS_HOST: host, GATEHOUSE_METRICS_PORT: port = 0 } = environment;
  const server = await serveMetrics({ host, port, sources });
  shutdown.add('metrics port', server.close);
  logger.info({ host, port: server.port }, 'serving metrics');
}
