// The curve: for each path and each number of stored rows how fast it is, and which share that is of the fewest.

import { median } from '../measurement/median.ts';
import type { Samples } from '../measurement/subject.ts';
import { type ResultRow, round, summarize } from '../rows/compute-row.ts';

export interface GrowthStep {
  /** What the ids of its subjects end with. */
  readonly suffix: string;
  readonly title: string;
  readonly rows: number;
  readonly expired: number;
}

export interface GrowthPath {
  readonly id: string;
  readonly title: string;
}

export interface GrowthPoint extends Omit<ResultRow, 'id' | 'rounds'> {
  readonly path: string;
  readonly step: string;
}

export const growthPaths: readonly GrowthPath[] = [
  { id: 'introspect', title: 'introspection' },
  { id: 'refresh', title: 'refresh with rotation' },
  { id: 'cc', title: 'client credentials' },
];

/** @returns points by path, then in the order of the steps; ratios are medians of the rounds' ratios to the first step. */
export function computeGrowth(steps: readonly GrowthStep[], samples: Samples): GrowthPoint[] {
  const find = (path: GrowthPath, step: GrowthStep | undefined) =>
    samples.get(`rows.${path.id}@${step?.suffix}`) ?? [];
  return growthPaths.flatMap((path) => {
    const first = find(path, steps[0]);
    return steps.map((step) => {
      const own = find(path, step);
      const ratios = own.flatMap(({ load }, index) => {
        const other = first[index]?.load;
        if (other === undefined) return [];
        return [load.requests / load.seconds / (other.requests / other.seconds)];
      });
      const ratio = round(median(ratios), 3);
      return { path: path.id, step: step.suffix, ratio, ...summarize(own) };
    });
  });
}
