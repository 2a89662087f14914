// From our plain numbers to the data model of OpenTelemetry. Loaded only where metrics are asked for.

import { type HrTime, ValueType } from '@opentelemetry/api';
import { emptyResource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics';
import type { Metric, MetricSource } from './metric.ts';

/** @returns what a reader of OpenTelemetry collects from. A source that fails is reported, and left out. */
export function createMetricProducer(sources: Iterable<MetricSource>): MetricProducer {
  const startTime = hrTimeOf(Date.now());
  return {
    async collect() {
      const readings = await Promise.allSettled([...sources].map(async (source) => source()));
      const errors = readings.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      const metrics = readings.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
      const period = { startTime, endTime: hrTimeOf(Date.now()) };
      return {
        errors,
        resourceMetrics: {
          resource: emptyResource(),
          scopeMetrics: [
            {
              scope: { name: 'gatehouse' },
              metrics: [...metrics, countFailures(errors.length)].map((metric) =>
                buildMetricData(metric, period),
              ),
            },
          ],
        },
      };
    },
  };
}

type Period = Pick<DataPoint<number>, 'startTime' | 'endTime'>;

function countFailures(count: number): Metric {
  return {
    kind: 'gauge',
    name: 'gatehouse_metric_sources_failed',
    help: 'Sources whose numbers are missing in this scrape, such as the outbox while the database is away.',
    points: [{ value: count }],
  };
}

function buildMetricData(metric: Metric, period: Period): MetricData {
  const base = {
    descriptor: {
      name: metric.name,
      description: metric.help,
      unit: '',
      valueType: ValueType.DOUBLE,
    },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
  if (metric.kind === 'histogram') {
    const dataPoints = metric.points.map(({ labels = {}, value }) => {
      const { boundaries, counts, sum, count } = value;
      const buckets = { boundaries: [...boundaries], counts: [...counts] };
      return { ...period, attributes: labels, value: { buckets, sum, count } };
    });
    return { ...base, dataPointType: DataPointType.HISTOGRAM, dataPoints };
  }
  const dataPoints = metric.points.map(({ labels = {}, value }) => ({
    ...period,
    attributes: labels,
    value,
  }));
  if (metric.kind === 'gauge') return { ...base, dataPointType: DataPointType.GAUGE, dataPoints };
  return { ...base, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints };
}

function hrTimeOf(milliseconds: number): HrTime {
  return [Math.floor(milliseconds / 1000), (milliseconds % 1000) * 1e6];
}
