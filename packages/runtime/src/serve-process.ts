// The life of a process that serves beside others of the same installation: it opens what it needs, listens,
// says whether it is healthy, and stops in order.

import type { RequestListener } from 'node:http';
import { EnvironmentError } from './environment.ts';
import { answerHealth } from './health.ts';
import { listenHttp } from './http-server.ts';
import { createLogger, type Logger, type logLevels } from './logger.ts';
import type { MetricSource } from './metrics/metric.ts';
import type { PlainHandler } from './plain-http/plain-request.ts';
import { answerSecurityText } from './security-text.ts';
import { createShutdown, type Shutdown, stopOnSignals } from './shutdown.ts';
import { openTelemetry, type TelemetryEnvironment } from './telemetry.ts';

const stopSeconds = 25;

export interface ProcessEnvironment extends TelemetryEnvironment {
  readonly HOST: string;
  readonly PORT: number;
  readonly LOG_LEVEL: (typeof logLevels)[number];
  readonly GATEHOUSE_SECURITY_CONTACT?: string | undefined;
}

export interface OpenedProcess {
  readonly handler: RequestListener;
  /** Serves what it can of requests in their ordinary form, past node:http. */
  readonly plain?: PlainHandler;
  /** Resolves when nothing is under way any more. */
  close(): Promise<void>;
  /** Resolves while it can serve; rejects when it cannot. Without one it always can. */
  readonly askReady?: () => Promise<unknown>;
  /** Its numbers, for the metrics. */
  readonly metrics?: readonly MetricSource[];
}

export interface ServeProcessOptions<Environment extends ProcessEnvironment> {
  /** What the log calls it. */
  readonly name: string;
  /** May throw EnvironmentError. */
  readonly readEnvironment: () => Environment;
  /** What it opens before it throws has to be registered with `shutdown`. */
  readonly open: (
    environment: Environment,
    parts: { readonly logger: Logger; readonly shutdown: Shutdown },
  ) => Promise<OpenedProcess>;
  /** One sentence for the operator, or undefined for a fault of ours. */
  readonly describeFailure?: (error: unknown) => string | undefined;
}

/** Serves until a signal ends the process. A start that cannot succeed says why in one sentence and exits with 1. */
export async function serveProcess<Environment extends ProcessEnvironment>(
  options: ServeProcessOptions<Environment>,
): Promise<void> {
  const opened: { shutdown?: Shutdown } = {};
  const { name } = options;
  try {
    const environment = options.readEnvironment();
    const logger = createLogger({ name, level: environment.LOG_LEVEL });
    const shutdown = createShutdown({ logger, deadlineSeconds: stopSeconds });
    opened.shutdown = shutdown;
    stopOnSignals(shutdown);
    const telemetry = await openTelemetry({ name, environment, logger, shutdown });
    const served = await options.open(environment, { logger, shutdown });
    telemetry.addMetrics(...(served.metrics ?? []));
    const handle = telemetry.observe(served.handler);
    shutdown.add(name, () => served.close());
    const probe = {
      isStopping: () => shutdown.hasBegun,
      askDatabase: served.askReady ?? (async () => {}),
    };
    const { HOST: host, PORT: port } = environment;
    const server = await listenHttp({
      host,
      port,
      plain: telemetry.observePlain(served.plain),
      handler(request, response) {
        const path = request.url ?? '';
        if (answerHealth(path, response, probe)) return;
        if (answerSecurityText(path, response, environment.GATEHOUSE_SECURITY_CONTACT)) return;
        handle(request, response);
      },
    });
    shutdown.add('port', server.close);
    logger.info({ host, port: server.port }, 'listening');
  } catch (error) {
    process.stderr.write(`${describe(error, options)}\n`);
    await opened.shutdown?.begin('the start failed');
    process.exit(1);
  }
}

function describe(
  error: unknown,
  { describeFailure }: { readonly describeFailure?: (error: unknown) => string | undefined },
): string {
  if (error instanceof EnvironmentError) return error.message;
  return describeFailure?.(error) ?? String(error);
}
