// A number of this process as whoever knows it tells it. Numbers are counted where things happen, in plain
// variables, and read when somebody asks.

import type { DistributionReading } from './distribution.ts';

interface MetricPoint<Value> {
  /** Each from a fixed list: a route template, a grant type, an outcome; never the text of a request. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: Value;
}

interface MetricHead {
  /** As Prometheus names it: `gatehouse_…`, its unit last, `_total` for counters. */
  readonly name: string;
  readonly help: string;
}

export type Metric = MetricHead &
  (
    | { readonly kind: 'counter' | 'gauge'; readonly points: readonly MetricPoint<number>[] }
    | { readonly kind: 'histogram'; readonly points: readonly MetricPoint<DistributionReading>[] }
  );

/** Read for each scrape. One that fails is left out of it. */
export type MetricSource = () => readonly Metric[] | Promise<readonly Metric[]>;
