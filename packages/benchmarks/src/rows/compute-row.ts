import { median } from '../measurement/median.ts';
import type { Sample, Samples } from '../measurement/subject.ts';
import type { RowDefinition } from './row-table.ts';

/** One row of `results/latest.json`. Figures are ours; the ratio is ours divided by the other's, or ours where there is no other. */
export interface ResultRow {
  readonly id: string;
  readonly ratio: number;
  readonly rounds: number;
  readonly requestsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly cpuMicrosPerRequest: number;
  readonly rssMb: number;
}

/** @returns the median of the rounds' ratios, because the machine's speed drifts between rounds; undefined where one side was not measured. */
export function computeRow(row: RowDefinition, samples: Samples): ResultRow | undefined {
  const ours = samples.get(row.ours) ?? [];
  const { other: otherId } = row;
  const ratios = ours.flatMap((sample, round) => {
    if (otherId === undefined) return [row.of(sample)];
    const other = samples.get(otherId)?.[round];
    return other === undefined ? [] : [row.of(sample) / row.of(other)];
  });
  if (ratios.length === 0) return undefined;
  return { id: row.id, ratio: round(median(ratios), 3), rounds: ratios.length, ...summarize(ours) };
}

export function summarize(samples: readonly Sample[]): Omit<ResultRow, 'id' | 'ratio' | 'rounds'> {
  const of = (pick: (sample: Sample) => number, digits: number) =>
    round(median(samples.map(pick)), digits);
  return {
    requestsPerSecond: of(({ load }) => load.requests / load.seconds, 0),
    p50Ms: of(({ load }) => load.p50Micros / 1000, 3),
    p99Ms: of(({ load }) => load.p99Micros / 1000, 3),
    cpuMicrosPerRequest: of(({ cpuMicrosPerRequest }) => cpuMicrosPerRequest, 1),
    rssMb: of(({ residentMegabytes }) => residentMegabytes, 1),
  };
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
