// What database and compiled projects tell of themselves, as metrics of the process.

import type {
  BatchCounters,
  Database,
  OutboxBacklog,
  OutcomeCount,
  PoolCounters,
} from '@gatehouse/database';
import type { Redis } from '@gatehouse/redis';
import type { Metric, MetricSource } from '@gatehouse/runtime';
import type { Installation } from './open-installation.ts';

/** Sources for the metrics endpoint of any process that opened an installation. */
export function describeMetrics(installation: Installation): readonly MetricSource[] {
  const { database, projects, redis } = installation;
  return [
    () => describePools(database.pools()),
    () => describeHotPath(database),
    () => [
      {
        kind: 'gauge',
        name: 'gatehouse_compiled_projects',
        help: 'Projects that are kept compiled.',
        points: [{ value: projects.size() }],
      },
    ],
    async () => describeBacklog(await database.hot.outbox.measure()),
    () => (redis === undefined ? [] : [describeRedis(redis)]),
  ];
}

function describeRedis({ status }: Pick<Redis, 'status'>): Metric {
  return {
    kind: 'gauge',
    name: 'gatehouse_redis_connected',
    help: 'Whether processes tell each other of limits and changes by way of Redis now (1) or not (0).',
    points: [{ value: status === 'ready' ? 1 : 0 }],
  };
}

function describePools(pools: readonly PoolCounters[]): Metric[] {
  const gauges = pools.flatMap(({ name, connections, idle, waiting }) => [
    { labels: { pool: name, state: 'busy' }, value: connections - idle },
    { labels: { pool: name, state: 'idle' }, value: idle },
    { labels: { pool: name, state: 'waited_for' }, value: waiting },
  ]);
  return [
    {
      kind: 'gauge',
      name: 'gatehouse_database_connections',
      help: 'Connections to PostgreSQL by role, and callers that wait for one.',
      points: gauges,
    },
    {
      kind: 'counter',
      name: 'gatehouse_database_refused_total',
      help: 'Callers turned away because too many waited for a connection already.',
      points: pools.map(({ name, refused }) => ({ labels: { pool: name }, value: refused })),
    },
  ];
}

function describeHotPath({ hot }: Database): Metric[] {
  const { batches, traces, usage, outcomes } = hot.metrics();
  return [
    ...describeOutcomes(outcomes),
    ...describeBatches(batches),
    {
      kind: 'counter',
      name: 'gatehouse_traces_lost_total',
      help: 'Traces that were not kept: successes beyond the sample, and those lost to a full queue or a fault.',
      points: [
        { labels: { reason: 'sampled_out' }, value: traces.sampledOut },
        { labels: { reason: 'dropped' }, value: traces.dropped },
      ],
    },
    {
      kind: 'counter',
      name: 'gatehouse_usage_failed_flushes_total',
      help: 'Times that usage could not be written; it is counted on until it can.',
      points: [{ value: usage.failedFlushes }],
    },
  ];
}

function describeOutcomes(outcomes: readonly OutcomeCount[]): Metric[] {
  return [
    {
      kind: 'counter',
      name: 'gatehouse_protocol_requests_total',
      help: 'Requests of the protocol and flows of people by outcome: succeeded, inactive, fault, or what refused them.',
      points: outcomes.map(({ endpoint, grantType, outcome, count }) => ({
        labels: { endpoint, grant_type: grantType, outcome },
        value: count,
      })),
    },
  ];
}

const batchCounters = {
  gatehouse_batches_total: ['batches', 'Statements that the hot path sent.'],
  gatehouse_batch_items_total: ['items', 'Rows asked for or written by them.'],
  gatehouse_batch_callers_total: ['callers', 'Calls that they answered.'],
  gatehouse_batch_refused_total: ['refused', 'Calls turned away because the queue was full.'],
} as const;

function describeBatches(batches: readonly BatchCounters[]): Metric[] {
  const read = (value: (batch: BatchCounters) => number) =>
    batches.map((batch) => ({
      labels: { batch: batch.name.replaceAll(' ', '_') },
      value: value(batch),
    }));
  return [
    ...Object.entries(batchCounters).map(
      ([name, [member, help]]): Metric => ({
        kind: 'counter',
        name,
        help,
        points: read((batch) => batch[member]),
      }),
    ),
    {
      kind: 'counter',
      name: 'gatehouse_batch_wait_seconds_total',
      help: 'How long the first caller of each statement waited for it to be sent, all together.',
      points: read(({ waitedMilliseconds }) => waitedMilliseconds / 1000),
    },
    {
      kind: 'gauge',
      name: 'gatehouse_batch_waiting',
      help: 'Callers in the queue now.',
      points: read(({ waiting }) => waiting),
    },
    {
      kind: 'gauge',
      name: 'gatehouse_batch_in_flight',
      help: 'Statements under way now.',
      points: read(({ inFlight }) => inFlight),
    },
  ];
}

function describeBacklog({ due, oldestDueSeconds, later, held, dead }: OutboxBacklog): Metric[] {
  const states = { due, later, held, dead };
  return [
    {
      kind: 'gauge',
      name: 'gatehouse_outbox_jobs',
      help: 'Jobs of the installation that are not done, by state; dead ones were given up.',
      points: Object.entries(states).map(([state, value]) => ({ labels: { state }, value })),
    },
    {
      kind: 'gauge',
      name: 'gatehouse_outbox_oldest_due_seconds',
      help: 'How long the job that waits longest has been due.',
      points: [{ value: oldestDueSeconds }],
    },
  ];
}
