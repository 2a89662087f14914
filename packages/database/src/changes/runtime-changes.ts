// Three ways to hear that a compiled runtime is out of date: at once for what this process wrote, by
// notification for what others wrote, and within seconds by comparing versions, should one be lost.

import type { ProjectId } from '@gatehouse/protocol';
import type { HotConnection } from '../hot/connection.ts';
import { selectRuntimeVersions } from '../hot/statements/upkeep.ts';
import type { RuntimeChanges, WatchedRuntime } from '../transactions.ts';
import type { Announcements } from './announcements.ts';
import { openNotificationListener } from './notification-listener.ts';

export interface RuntimeChangesOptions {
  readonly announcements: Announcements;
  readonly connection: HotConnection;
  readonly listenUrl: string;
  readonly checkMilliseconds: number;
}

const versionsPerQuery = 1_000;

export function createRuntimeChanges(
  options: RuntimeChangesOptions,
): RuntimeChanges & { close(): Promise<void> } {
  const { announcements, connection, checkMilliseconds } = options;
  const providers = new Set<() => Iterable<WatchedRuntime>>();
  let checking: Promise<void> | undefined;

  async function check(): Promise<void> {
    for (const provider of providers) {
      const watched = [...provider()];
      for (let start = 0; start < watched.length; start += versionsPerQuery) {
        await compare(watched.slice(start, start + versionsPerQuery));
      }
    }
  }

  async function compare(watched: readonly WatchedRuntime[]): Promise<void> {
    const rows = await connection.run(selectRuntimeVersions, [watched.map((one) => one.projectId)]);
    const versions = new Map(rows.map(([projectId, version]) => [projectId, Number(version)]));
    for (const { projectId, version } of watched) {
      if ((versions.get(projectId) ?? 0) !== version) announcements.announce(projectId);
    }
  }

  /** One check at a time; while the store is away the next one, or the reconnect, makes up for it. */
  function startCheck(): void {
    checking ??= check()
      .catch(() => {})
      .finally(() => {
        checking = undefined;
      });
  }

  const listener = openNotificationListener({
    url: options.listenUrl,
    onChange: (projectId: ProjectId) => announcements.announce(projectId),
    onListening: startCheck,
  });
  const timer = setInterval(() => {
    startCheck();
    void listener.probe();
  }, checkMilliseconds);
  timer.unref();

  return {
    subscribe: announcements.subscribe,
    watch(provider) {
      const own = () => provider();
      providers.add(own);
      return () => providers.delete(own);
    },
    async close() {
      clearInterval(timer);
      await listener.close();
      await checking;
    },
  };
}
