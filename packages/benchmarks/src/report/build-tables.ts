import type { Samples, Subject } from '../measurement/subject.ts';
import type { Options } from '../options.ts';
import { type ResultRow, summarize } from '../rows/compute-row.ts';
import { type RowDefinition, rowTable } from '../rows/row-table.ts';
import type { Machine } from './describe-machine.ts';

export interface Measured {
  readonly subjects: readonly Subject[];
  readonly samples: Samples;
  readonly rows: readonly ResultRow[];
  readonly machine: Machine;
  readonly options: Options;
  readonly facts: Readonly<Record<string, number>>;
}

/** @returns two Markdown tables: what is held against what, and everything that was measured. */
export function buildTables({
  subjects,
  samples,
  rows,
  machine,
  options,
  facts,
}: Measured): string {
  return [
    buildTable(
      ['', 'against', 'ratio', 'target', ''],
      rows.map((row) => describeRow(row, subjects)),
    ),
    buildTable(
      ['', 'requests/s', 'p50 ms', 'p99 ms', 'CPU us/request', 'memory MB'],
      subjects.map(({ id, title }) => {
        const of = summarize(samples.get(id) ?? []);
        const { requestsPerSecond, p50Ms, p99Ms, cpuMicrosPerRequest, rssMb } = of;
        const figures = [p50Ms.toFixed(2), p99Ms.toFixed(2), cpuMicrosPerRequest.toFixed(0)];
        return [title, String(requestsPerSecond), ...figures, rssMb.toFixed(0)];
      }),
    ),
    `Medians of ${options.rounds} interleaved rounds of ${options.milliseconds / 1000} s on ${machine.cores} cores ` +
      `(${machine.processor}), shared by server, PostgreSQL ${machine.postgres} (\`fsync\` on) and load generator; ` +
      `Node ${machine.node}, 48 connections where nothing else is said. CPU is that of server and database.` +
      (facts['clientBytes'] === undefined
        ? ''
        : ` A cached client takes ${facts['clientBytes']} bytes of memory.`),
  ].join('\n\n');
}

function describeRow(row: ResultRow, subjects: readonly Subject[]): string[] {
  const definition = rowTable.find(({ id }) => id === row.id);
  if (definition === undefined) return [row.id];
  const titleOf = (id: string | undefined) =>
    subjects.find((subject) => subject.id === id)?.title ?? id ?? '';
  const other = titleOf(definition.other);
  return [
    definition.title ?? titleOf(definition.ours),
    other.split(':')[0] ?? other,
    row.ratio.toFixed(2),
    `${definition.target.kind} ${definition.target.ratio.toFixed(2)}`,
    isReached(row, definition) ? 'reached' : 'missed',
  ];
}

function isReached({ ratio }: ResultRow, { target }: RowDefinition): boolean {
  return target.kind === 'at least' ? ratio >= target.ratio : ratio <= target.ratio;
}

/** @returns a Markdown table. */
export function buildTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
