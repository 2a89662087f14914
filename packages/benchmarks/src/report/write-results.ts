// What a full run leaves behind: the rows and the raw samples as JSON, and the tables in the README.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import type { Samples } from '../measurement/subject.ts';
import type { ResultRow } from '../rows/compute-row.ts';
import type { Machine } from './describe-machine.ts';

const results = new URL('../../results/', import.meta.url);
const readme = new URL('../../../../README.md', import.meta.url);
const markers = { begin: '<!-- benchmark: begin -->', end: '<!-- benchmark: end -->' };

export interface Results {
  readonly samples: Samples;
  readonly rows: readonly ResultRow[];
  readonly machine: Machine;
  readonly facts: Readonly<Record<string, number>>;
  /** Markdown. */
  readonly tables: string;
}

export async function writeResults({
  samples,
  rows,
  machine,
  facts,
  tables,
}: Results): Promise<void> {
  const { commit, node, postgres, cores } = machine;
  await writeJson('latest.json', { commit, node, postgres, cores, rows });
  await writeJson('samples.json', { ...machine, facts, subjects: Object.fromEntries(samples) });
  const text = await readFile(readme, 'utf8');
  const begin = text.indexOf(markers.begin);
  const end = text.indexOf(markers.end);
  if (begin < 0 || end < begin) throw new Error('README.md has lost the markers of the benchmark.');
  const before = text.slice(0, begin + markers.begin.length);
  await writeFile(readme, `${before}\n${tables}\n${text.slice(end)}`);
}

/** Writes a file of the results. */
export function writeJson(name: string, value: unknown): Promise<void> {
  return writeText(name, `${JSON.stringify(value, undefined, 2)}\n`);
}

export async function writeText(name: string, text: string): Promise<void> {
  await mkdir(results, { recursive: true });
  await writeFile(new URL(name, results), text);
}
