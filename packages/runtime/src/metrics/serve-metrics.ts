// The metrics endpoint: an address of its own, which the public never reaches. Loaded only where it is asked
// for.

import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import { type HttpServer, listenHttp } from '../http-server.ts';
import type { MetricSource } from './metric.ts';
import { createMetricProducer } from './metric-producer.ts';

export interface ServeMetricsOptions {
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
  /** Read anew for each scrape, so that what is added later is in it. */
  readonly sources: Iterable<MetricSource>;
}

/** Serves `/metrics` as Prometheus reads it. Rejects with the system's error where it cannot listen. */
export async function serveMetrics({
  host,
  port,
  sources,
}: ServeMetricsOptions): Promise<HttpServer> {
  const exporter = new PrometheusExporter({
    preventServerStart: true,
    withoutScopeInfo: true,
    withoutTargetInfo: true,
    metricProducers: [createMetricProducer(sources)],
  });
  const provider = new MeterProvider({ readers: [exporter] });
  const server = await listenHttp({
    host,
    port,
    handler(request, response) {
      if (request.url === '/metrics' && request.method === 'GET') {
        exporter.getMetricsRequestHandler(request, response);
        return;
      }
      response.writeHead(404).end();
    },
  });
  return {
    port: server.port,
    async close() {
      await server.close();
      await provider.shutdown();
    },
  };
}
