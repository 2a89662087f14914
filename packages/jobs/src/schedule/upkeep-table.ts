// What is done to all projects at once, from time to time. Each task is one or a few statements, safe to
// repeat and to run in several processes at the same moment.

import type { Database } from '@gatehouse/database';
import type { Clock } from '@gatehouse/token-engine/ports';
import { cleanProjects } from './clean-projects.ts';

export interface UpkeepContext {
  readonly database: Database;
  readonly clock: Clock;
}

export interface UpkeepTask {
  readonly name: string;
  readonly everySeconds: number;
  run(context: UpkeepContext): Promise<void>;
}

const daySeconds = 86_400;
/** How long it can be seen that a job was done, or why it was buried. */
const settledJobsKeptSeconds = 14 * daySeconds;
const batchLimit = 1000;

const daysAgo = (clock: Clock, seconds: number) => new Date((clock.nowSeconds() - seconds) * 1000);

/** Repeats a bounded deletion until it finds less than it may take. */
async function repeat(deleteSome: (limit: number) => Promise<number>): Promise<void> {
  while ((await deleteSome(batchLimit)) === batchLimit);
}

export const upkeepTable: readonly UpkeepTask[] = [
  {
    name: 'partitions',
    everySeconds: 3600,
    async run({ database }) {
      await database.hot.partitions.ensure();
      await database.hot.partitions.dropExpired();
    },
  },
  {
    name: 'usage',
    everySeconds: 3600,
    async run({ database, clock }) {
      await database.hot.upkeep.rollUpUsage(daysAgo(clock, 0));
    },
  },
  {
    name: 'grants',
    everySeconds: 3600,
    async run({ database, clock }) {
      const before = daysAgo(clock, 0);
      await repeat((limit) => database.hot.upkeep.deleteExpiredGrants(before, limit));
    },
  },
  {
    name: 'projects',
    everySeconds: 6 * 3600,
    run: ({ database, clock }) => cleanProjects(database.control, clock),
  },
  {
    name: 'outbox',
    everySeconds: 3600,
    async run({ database, clock }) {
      const before = daysAgo(clock, settledJobsKeptSeconds);
      await repeat((limit) => database.hot.outbox.deleteSettled(before, limit));
    },
  },
];
