import type { Options, Part } from '../options.ts';
import { measureProcesses } from './measure-processes.ts';
import { measureTable } from './measure-table.ts';

const measured: Partial<Record<Part, (options: Options) => Promise<boolean>>> = {
  table: measureTable,
  processes: measureProcesses,
};

/** @returns whether everything was measured, and every invariant kept. */
export function runPart(options: Options): Promise<boolean> {
  return measured[options.part as Part]?.(options) ?? Promise.resolve(false);
}
