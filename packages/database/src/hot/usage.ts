// Usage is counted in memory and added to the hour's rows every few seconds, in one statement a flush.

import type { ProjectId } from '@gatehouse/protocol';
import type { Clock, UsageMetric, UsageSink } from '@gatehouse/token-engine/ports';
import type { HotConnection } from './connection.ts';
import { addUsage } from './statements/events.ts';

export interface UsageWriter {
  forProject(projectId: ProjectId): UsageSink;
  /** Writes what was counted; what cannot be written now is counted on. */
  flush(): Promise<void>;
  counters(): { readonly name: string; readonly waiting: number; readonly failedFlushes: number };
  close(): Promise<void>;
}

interface Counted {
  readonly projectId: ProjectId;
  /** Hours since 1970. */
  readonly hour: number;
  readonly metric: UsageMetric;
  readonly clientId: string;
  count: number;
}

const flushMilliseconds = 3_000;

export function createUsageWriter(connection: HotConnection, clock: Clock): UsageWriter {
  let counted = new Map<string, Counted>();
  let flushing: Promise<void> | undefined;
  let failedFlushes = 0;

  function add(row: Counted): void {
    const key = `${row.projectId}|${row.hour}|${row.metric}|${row.clientId}`;
    const present = counted.get(key);
    if (present === undefined) counted.set(key, row);
    else present.count += row.count;
  }

  async function write(): Promise<void> {
    const taken = counted;
    counted = new Map();
    const rows = [...taken].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
    try {
      await connection.run(addUsage, [
        rows.map(({ projectId }) => projectId),
        rows.map(({ hour }) => hour),
        rows.map(({ metric }) => metric),
        rows.map(({ clientId }) => clientId),
        rows.map(({ count }) => count),
      ]);
    } catch {
      failedFlushes += 1;
      for (const row of rows) add(row);
    }
  }

  async function flush(): Promise<void> {
    await flushing;
    if (counted.size === 0) return;
    flushing = write();
    await flushing;
  }

  const timer = setInterval(() => void flush(), flushMilliseconds);
  timer.unref();

  return {
    forProject: (projectId) => ({
      count(metric, clientId) {
        const hour = Math.floor(clock.nowSeconds() / 3600);
        add({ projectId, hour, metric, clientId, count: 1 });
      },
    }),
    flush,
    counters: () => ({ name: 'usage', waiting: counted.size, failedFlushes }),
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}
