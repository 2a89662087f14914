// Requests as numbers: how many, how long, by route and class of status.

import { Distribution, durationBoundaries } from '../metrics/distribution.ts';
import type { MetricSource } from '../metrics/metric.ts';
import type { ObservedRequest, RequestObserver } from './observe-requests.ts';

interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly seconds: Distribution;
}

export interface RequestMetrics {
  readonly observe: RequestObserver;
  readonly metrics: MetricSource;
}

/** Counts in memory: a look-up and an addition for each request. */
export function createRequestMetrics(): RequestMetrics {
  const series = new Map<string, Series>();

  function seriesOf({ method, route = 'unmatched', status }: ObservedRequest): Series {
    const statusClass = `${Math.floor(status / 100)}xx`;
    const key = `${method} ${statusClass} ${route}`;
    const present = series.get(key);
    if (present !== undefined) return present;
    const labels = { method, route, status_class: statusClass };
    const fresh = { labels, seconds: new Distribution(durationBoundaries) };
    series.set(key, fresh);
    return fresh;
  }

  return {
    observe: (request) => seriesOf(request).seconds.add(request.durationSeconds),
    metrics: () => [
      {
        kind: 'histogram',
        name: 'gatehouse_http_request_duration_seconds',
        help: 'Time from the head of a request to the end of its answer; its count is the number of requests.',
        points: [...series.values()].map(({ labels, seconds }) => ({
          labels,
          value: seconds.read(),
        })),
      },
    ],
  };
}
