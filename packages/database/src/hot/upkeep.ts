import { asStoreError } from '../storage-faults.ts';
import type { HotConnection, Statement } from './connection.ts';
import { dayOf } from './partitions.ts';
import { rollUpUsage } from './statements/events.ts';
import { deleteExpiredGrants } from './statements/upkeep.ts';

/** What jobs do to rows of all projects. Each call is one statement and safe to repeat. */
export interface Upkeep {
  /** Moves the hours of all days before the given moment's day (UTC) into days. @returns how many day rows. */
  rollUpUsage(before: Date): Promise<number>;
  /** Removes grants that expired before that moment and have no children. @returns how many. */
  deleteExpiredGrants(before: Date, limit: number): Promise<number>;
}

export function createUpkeep(connection: HotConnection): Upkeep {
  const countRows = async (statement: Statement, values: unknown[]) => {
    try {
      return (await connection.run(statement, values)).length;
    } catch (error) {
      throw asStoreError(error);
    }
  };
  return {
    rollUpUsage: (before) => countRows(rollUpUsage, [dayOf(before.getTime())]),
    deleteExpiredGrants: (before, limit) =>
      countRows(deleteExpiredGrants, [before.getTime(), limit]),
  };
}
