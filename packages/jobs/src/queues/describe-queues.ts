// What stands in the queues, as metrics. What waits in PostgreSQL is a number of the outbox.

import type { Metric, MetricSource } from '@gatehouse/runtime';
import type { QueueCarrier, QueueLength } from './queue-carrier.ts';

/** @returns the source; while Redis is away it says only that. */
export function describeQueues(carrier: Pick<QueueCarrier, 'isReady' | 'measure'>): MetricSource {
  return async () => {
    const isReady = carrier.isReady();
    const lengths = isReady ? await carrier.measure().catch(() => []) : [];
    return [
      {
        kind: 'gauge',
        name: 'gatehouse_queues_in_use',
        help: 'Whether jobs go through Redis now (1), or this process does them by itself (0).',
        points: [{ value: isReady ? 1 : 0 }],
      },
      describeLengths(lengths),
    ];
  };
}

function describeLengths(lengths: readonly QueueLength[]): Metric {
  return {
    kind: 'gauge',
    name: 'gatehouse_queue_jobs',
    help: 'Jobs of the installation in Redis, by queue and state.',
    points: lengths.flatMap(({ queue, waiting, active }) => [
      { labels: { queue, state: 'waiting' }, value: waiting },
      { labels: { queue, state: 'active' }, value: active },
    ]),
  };
}
