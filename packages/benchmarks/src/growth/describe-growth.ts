import type { Options } from '../options.ts';
import { buildTable } from '../report/build-tables.ts';
import type { Machine } from '../report/describe-machine.ts';
import { describeRows } from '../stored-rows/open-stored-rows.ts';
import type { Retention } from './drop-expired-rows.ts';
import { type GrowthPoint, type GrowthStep, growthPaths } from './growth-curve.ts';

export interface Growth {
  readonly steps: readonly GrowthStep[];
  readonly points: readonly GrowthPoint[];
  readonly retention: Retention;
  readonly machine: Machine;
  readonly options: Pick<Options, 'rounds' | 'milliseconds'>;
}

/** @returns a Markdown page. */
export function describeGrowth(growth: Growth): string {
  const { steps, points, retention, machine, options } = growth;
  const rows = growthPaths.flatMap((path) =>
    steps.flatMap((step) => {
      const point = points.find((each) => each.path === path.id && each.step === step.suffix);
      if (point === undefined) return [];
      const { requestsPerSecond, p50Ms, p99Ms, cpuMicrosPerRequest, ratio } = point;
      const figures = [p50Ms.toFixed(2), p99Ms.toFixed(2), cpuMicrosPerRequest.toFixed(0)];
      const speed = [String(requestsPerSecond), ratio.toFixed(2)];
      return [[path.title, step.title, ...speed, ...figures]];
    }),
  );
  return `# Growth of stored rows

![Requests per second by stored rows, as a share of those over the fewest](growth.svg)

${buildTable(['', 'stored rows', 'requests/s', 'ratio', 'p50 ms', 'p99 ms', 'CPU us/request'], rows)}

So many grants and as many refresh tokens, all of one project and one client, the tokens all in one partition;
what is asked for is picked at random among them. Every number of rows has a PostgreSQL and a process of its own.
The ratio is that to the fewest rows, the median of ${options.rounds} interleaved rounds of
${options.milliseconds / 1000} s on ${machine.cores} cores (${machine.processor}), Node ${machine.node},
PostgreSQL ${machine.postgres}, commit ${machine.commit.slice(0, 12)}.

Retention then dropped ${retention.partitions} partitions with ${describeRows(retention.rows)} expired refresh
tokens in ${retention.milliseconds} ms: the database shrank from ${retention.megabytesBefore} to
${retention.megabytesAfter} MB. Grants are not partitioned: those that ended are deleted in small portions.
`;
}
