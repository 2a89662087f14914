// The table of the README: groups of subjects, each measured for itself, and a row for each ratio.

import { authorizeGroup } from '../groups/authorize-group.ts';
import type { Group } from '../groups/group.ts';
import { type MeasuredGroup, measureGroup } from '../groups/measure-group.ts';
import { peerGroup } from '../groups/peer-group.ts';
import { rowsGroup } from '../groups/rows-group.ts';
import { tenantsGroup } from '../groups/tenants-group.ts';
import type { Options } from '../options.ts';
import { buildTables } from '../report/build-tables.ts';
import { describeMachine } from '../report/describe-machine.ts';
import { writeResults } from '../report/write-results.ts';
import { computeRow } from '../rows/compute-row.ts';
import { rowTable } from '../rows/row-table.ts';

const groups: readonly Group[] = [peerGroup, rowsGroup, tenantsGroup, authorizeGroup];
const claimed = groups.flatMap(({ prefixes }) => prefixes);

/** @returns whether every group was measured; what failed is said, and the others are kept. */
export async function measureTable(options: Options): Promise<boolean> {
  const { only, isQuick } = options;
  const measured: MeasuredGroup[] = [];
  const failed: string[] = [];
  for (const group of groups.filter((each) => isAsked(each, only))) {
    const begin = performance.now();
    try {
      const isWanted = (id: string) => only.length === 0 || only.includes(id);
      measured.push(await measureGroup(group, options, isWanted));
    } catch (error) {
      failed.push(group.name);
      console.error(`${group.name} could not be measured:`, error);
    }
    console.error(`${group.name}: ${((performance.now() - begin) / 1000).toFixed(0)} s`);
  }
  if (measured.length === 0) return false;
  const samples = new Map(measured.flatMap((group) => [...group.samples]));
  const subjects = measured.flatMap((group) => group.subjects);
  const rows = rowTable.flatMap((row) => computeRow(row, samples) ?? []);
  const facts = Object.assign({}, ...measured.map((group) => group.facts));
  const machine = describeMachine(measured[0]?.postgres ?? '');
  const tables = buildTables({ subjects, samples, rows, machine, options, facts });
  console.log(tables);
  if (failed.length > 0) console.error(`Not measured: ${failed.join(', ')}.`);
  if (!isQuick && only.length === 0) {
    await writeResults({ samples, rows, machine, facts, tables });
  }
  return failed.length === 0;
}

/** A group is opened where any of the ids that were asked for may be its own. */
function isAsked({ prefixes }: Group, only: readonly string[]): boolean {
  if (only.length === 0) return true;
  return prefixes.length > 0
    ? only.some((id) => prefixes.some((prefix) => id.startsWith(prefix)))
    : only.some((id) => !claimed.some((prefix) => id.startsWith(prefix)));
}
