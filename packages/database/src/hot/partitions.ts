// What grows is partitioned by day number; cleaning is dropping a partition. Which table is cut how, and
// how far ahead partitions must stand, is decided here.

import type { Clock } from '@gatehouse/token-engine/ports';
import { asStoreError } from '../storage-faults.ts';
import type { HotConnection } from './connection.ts';
import { dropPartitionsBefore, ensurePartitions } from './statements/upkeep.ts';

export interface Partitions {
  /** Creates what is missing from yesterday to each table's horizon. Safe to run at once anywhere. @returns how many. */
  ensure(): Promise<number>;
  /** Drops what no living row can be in. @returns how many. */
  dropExpired(): Promise<number>;
}

interface PartitionedTable {
  readonly name: string;
  readonly widthDays: number;
  /** Further than the longest life of a row: 30 days for access tokens, 400 for families. */
  readonly aheadDays: number;
  /** How long rows are kept after their bucket has passed. */
  readonly keptDays: number;
}

const partitionedTables: readonly PartitionedTable[] = [
  { name: 'denylist', widthDays: 1, aheadDays: 32, keptDays: 0 },
  { name: 'traces', widthDays: 1, aheadDays: 3, keptDays: 30 },
  // Codes live ten minutes; a day more, and a replay is still recognised.
  { name: 'device_codes', widthDays: 1, aheadDays: 3, keptDays: 1 },
  { name: 'authorization_codes', widthDays: 7, aheadDays: 410, keptDays: 0 },
  { name: 'refresh_tokens', widthDays: 7, aheadDays: 410, keptDays: 0 },
];

const dayMilliseconds = 86_400_000;

/** @returns the day number (days since 1970-01-01 UTC), which is a partition's bucket. */
export function dayOf(milliseconds: number): number {
  return Math.floor(milliseconds / dayMilliseconds);
}

export function createPartitions(connection: HotConnection, clock: Clock): Partitions {
  const today = () => dayOf(clock.nowMilliseconds());
  return {
    ensure: () =>
      sumOverTables(async ({ name, widthDays, aheadDays }) =>
        connection.run(ensurePartitions, [name, today() - 1, today() + aheadDays, widthDays]),
      ),
    dropExpired: () =>
      sumOverTables(async ({ name, keptDays }) =>
        connection.run(dropPartitionsBefore, [name, today() - keptDays]),
      ),
  };
}

async function sumOverTables(
  work: (table: PartitionedTable) => ReturnType<HotConnection['run']>,
): Promise<number> {
  let total = 0;
  try {
    for (const table of partitionedTables) total += Number((await work(table))[0]?.[0] ?? 0);
  } catch (error) {
    throw asStoreError(error);
  }
  return total;
}
