import type { Options, Part } from '../options.ts';
import { measureGrowth } from './measure-growth.ts';
import { measureProcesses } from './measure-processes.ts';
import { measureSealing } from './measure-sealing.ts';
import { measureSigning } from './measure-signing.ts';
import { measureTable } from './measure-table.ts';
import { runAllParts } from './run-all-parts.ts';

const measures: Readonly<Record<Part | 'all', (options: Options) => Promise<boolean>>> = {
  table: measureTable,
  growth: measureGrowth,
  processes: measureProcesses,
  sealing: measureSealing,
  signing: measureSigning,
  all: runAllParts,
};

/** @returns whether everything was measured, and every invariant kept. */
export function runPart(options: Options): Promise<boolean> {
  return measures[options.part](options);
}
