import { median, type Sample, type Subject } from './measurement.ts';

const columns = [
  '',
  'requests/s',
  'of bare',
  'p50 ms',
  'p99 ms',
  'p50 ms, 1 conn.',
  'CPU us/request',
  'memory MB',
];

/** @returns a Markdown table: medians over the rounds, the ratio as the median of the rounds' ratios. */
export function buildReport(
  subjects: readonly Subject[],
  samples: ReadonlyMap<string, Sample[]>,
): string {
  const rows = subjects.map((subject) => {
    const own = samples.get(subject.id) ?? [];
    const floor = subject.against === undefined ? [] : (samples.get(subject.against) ?? []);
    const of = (pick: (sample: Sample) => number) => median(own.map(pick));
    const rate = (sample: Sample) => sample.load.requests / sample.load.seconds;
    const ratios = own.flatMap((sample, round) => {
      const other = floor[round];
      return other === undefined ? [] : [rate(sample) / rate(other)];
    });
    return [
      subject.title,
      of(rate).toFixed(0),
      ratios.length === 0 ? '-' : median(ratios).toFixed(2),
      (of((sample) => sample.load.p50Micros) / 1000).toFixed(2),
      (of((sample) => sample.load.p99Micros) / 1000).toFixed(2),
      (of((sample) => sample.single.p50Micros) / 1000).toFixed(2),
      of((sample) => sample.cpuMicrosPerRequest).toFixed(0),
      of((sample) => sample.residentMegabytes).toFixed(0),
    ];
  });
  const table = [columns, columns.map(() => '---'), ...rows];
  return table.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
