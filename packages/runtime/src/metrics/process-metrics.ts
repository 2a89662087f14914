// What the process itself is like: how late its event loop is, and how much memory it holds.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { MetricSource } from './metric.ts';

const resolutionMilliseconds = 20;

/** Measures from now on. The delays are those since the last time that somebody asked. */
export function createProcessMetrics(): { metrics: MetricSource; close(): void } {
  const delay = monitorEventLoopDelay({ resolution: resolutionMilliseconds });
  delay.enable();
  const toSeconds = (nanoseconds: number) =>
    Math.max(0, nanoseconds / 1e9 - resolutionMilliseconds / 1000);

  return {
    metrics() {
      const hasSamples = delay.count > 0;
      const quantiles = [0.5, 0.99, 1].map((quantile) => ({
        labels: { quantile: String(quantile) },
        value: hasSamples ? toSeconds(delay.percentile(quantile * 100)) : 0,
      }));
      delay.reset();
      const memory = process.memoryUsage();
      return [
        {
          kind: 'gauge',
          name: 'gatehouse_event_loop_delay_seconds',
          help: 'How much later than due the event loop ran, since the last scrape.',
          points: quantiles,
        },
        {
          kind: 'gauge',
          name: 'gatehouse_process_memory_bytes',
          help: 'Memory of the process: resident, and of the JavaScript heap in use.',
          points: [
            { labels: { kind: 'resident' }, value: memory.rss },
            { labels: { kind: 'heap' }, value: memory.heapUsed },
          ],
        },
        {
          kind: 'gauge',
          name: 'gatehouse_process_uptime_seconds',
          help: 'Seconds since the process began.',
          points: [{ value: process.uptime() }],
        },
      ];
    },
    close: () => delay.disable(),
  };
}
