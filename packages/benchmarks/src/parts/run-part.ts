import type { Options } from '../options.ts';
import { measureTable } from './measure-table.ts';

/** @returns whether everything was measured, and every invariant kept. */
export function runPart(options: Options): Promise<boolean> {
  return measureTable(options);
}
