// `--growth`: the curve of three paths over stored rows, and what rows cost that have expired.

import { connections } from '../groups/group.ts';
import { describeGrowth } from '../growth/describe-growth.ts';
import { dropExpiredRows } from '../growth/drop-expired-rows.ts';
import { fillExpiredRows } from '../growth/fill-expired-rows.ts';
import { buildGrowthChart } from '../growth/growth-chart.ts';
import { computeGrowth, type GrowthStep } from '../growth/growth-curve.ts';
import { runRounds } from '../measurement/run-rounds.ts';
import type { Subject } from '../measurement/subject.ts';
import type { Options } from '../options.ts';
import { withOpened } from '../processes/with-opened.ts';
import { describeMachine } from '../report/describe-machine.ts';
import { writeJson, writeText } from '../report/write-results.ts';
import {
  buildStoredSubjects,
  describeRows,
  openStoredRows,
  type StoredRows,
} from '../stored-rows/open-stored-rows.ts';

const sizes = [1_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

function planSteps({ rows: most, expired }: Options): readonly GrowthStep[] {
  const counts = [...sizes.filter((size) => size < most), most];
  const living = Math.min(100_000, most);
  return [
    ...counts.map((rows) => ({
      suffix: String(rows),
      title: describeRows(rows),
      rows,
      expired: 0,
    })),
    {
      suffix: 'expired',
      title: `${describeRows(living)} beside ${describeRows(expired)} expired`,
      rows: living,
      expired,
    },
  ];
}

/** @returns true; what goes wrong is thrown. */
export function measureGrowth(options: Options): Promise<boolean> {
  return withOpened(async (onOpened) => {
    const steps = planSteps(options);
    const subjects: Subject[] = [];
    const opened = new Map<GrowthStep, StoredRows>();
    for (const step of steps) {
      const rows = await openStoredRows(step.rows, onOpened);
      if (step.expired > 0) await fillExpiredRows(rows.postgres, rows.project, step.expired);
      opened.set(step, rows);
      const { suffix, title } = step;
      const tokens = options.isQuick ? 100 : 8_000;
      subjects.push(...buildStoredSubjects(rows, { suffix, title, connections, tokens }));
    }
    const points = computeGrowth(steps, await runRounds(subjects, options));
    const last = steps[steps.length - 1];
    const rows = last && opened.get(last);
    if (last === undefined || rows === undefined) throw new Error('Nothing was opened.');
    const retention = await dropExpiredRows(rows, last.expired);
    const machine = describeMachine(rows.postgres.version);
    const page = describeGrowth({ steps, points, retention, machine, options });
    console.log(page);
    const { rounds, isQuick } = options;
    if (!isQuick) {
      await writeJson('growth.json', { ...machine, rounds, steps, points, retention });
      await writeText('growth.svg', buildGrowthChart(steps, points));
      await writeText('growth.md', page);
    }
    return true;
  });
}
