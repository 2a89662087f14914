import { type ProjectId, parseProjectId } from '@gatehouse/protocol';
import type { Clock } from '@gatehouse/token-engine/ports';
import { PrismaPg } from '@prisma/adapter-pg';
import { BoundedPool } from './bounded-pool.ts';
import { createAnnouncements } from './changes/announcements.ts';
import { createRuntimeChanges } from './changes/runtime-changes.ts';
import { createDatabaseClock } from './clock.ts';
import { buildControlStore } from './control-store.ts';
import { PrismaClient } from './generated/client.ts';
import { countConnections, openHotConnection, surviveBrokenConnections } from './hot/connection.ts';
import { createFencedConnection } from './hot/fenced-connection.ts';
import { createHotStore, type HotStore } from './hot/hot-store.ts';
import type { ControlStore, RuntimeChanges } from './transactions.ts';

export interface DatabaseOptions {
  /** Connection string of the role gatehouse_app. */
  readonly appUrl: string;
  /** Connection string of the role gatehouse_hot. */
  readonly hotUrl: string;
  /** For notifications: past a PgBouncer, any role of ours. Default `hotUrl`. */
  readonly directUrl?: string;
  /** Connections at most, for each role. */
  readonly connections?: { readonly app?: number; readonly hot?: number };
  /** Callers that may wait for a connection of gatehouse_app before further ones are refused. */
  readonly maxWaiting?: number;
  /** false behind a PgBouncer older than 1.21 in transaction mode. */
  readonly usesPreparedStatements?: boolean;
  /** A connection or statement that takes longer counts as a storage fault. */
  readonly timeoutMilliseconds?: number;
  /** Another way to tell processes what changed, beside PostgreSQL's notifications. */
  readonly broadcast?: ChangeBroadcast | undefined;
  /** How stale a compiled runtime may be when a notification was lost. */
  readonly changeCheckMilliseconds?: number;
  /** The span under way (W3C Trace Context), which rows of the outbox keep. */
  readonly traceparent?: () => string | undefined;
}

/** Connections of one role, now. */
export interface PoolCounters {
  readonly name: 'app' | 'hot';
  readonly connections: number;
  readonly idle: number;
  /** Callers that wait for one. */
  readonly waiting: number;
  /** Callers that were turned away since the start. */
  readonly refused: number;
}

/** Carries ids of projects between processes. May lose messages, and may repeat them. */
export interface ChangeBroadcast {
  publish(projectId: string): void;
  subscribe(listener: (projectId: string) => void): void;
}

export interface Database {
  readonly control: ControlStore;
  readonly changes: RuntimeChanges;
  readonly hot: HotStore;
  /** Follows the database's time. */
  readonly clock: Clock;
  pools(): readonly PoolCounters[];
  /** Refuses new calls, finishes what waits, writes the usage, and disconnects. */
  close(): Promise<void>;
}

/**
 * Connects both roles, measures the clock, and creates the partitions that are missing, so that what is
 * returned can serve. Throws StoreUnavailable where PostgreSQL does not answer.
 */
export async function connectDatabase(options: DatabaseOptions): Promise<Database> {
  const timeoutMilliseconds = options.timeoutMilliseconds ?? 5_000;
  const connection = openHotConnection({
    url: options.hotUrl,
    connections: options.connections?.hot ?? 10,
    usesPreparedStatements: options.usesPreparedStatements ?? true,
    timeoutMilliseconds,
  });
  const opened: { close(): unknown }[] = [connection];
  const closeAll = async () => {
    for (const part of opened.toReversed()) await part.close();
  };
  try {
    const announcements = createAnnouncements();
    const { broadcast } = options;
    broadcast?.subscribe((text) => {
      const projectId = parseProjectId(text);
      if (projectId !== undefined) announcements.announce(projectId);
    });
    const announce = (projectId: ProjectId) => {
      announcements.announce(projectId);
      broadcast?.publish(projectId);
    };
    const clock = await createDatabaseClock(connection);
    opened.push(clock);
    const prisma = openPrisma(options, timeoutMilliseconds);
    opened.push(prisma);
    const fencedConnection = createFencedConnection({
      pool: prisma.pool,
      usesPreparedStatements: options.usesPreparedStatements ?? true,
    });
    const hot = createHotStore({ connection, fencedConnection, clock, announce });
    opened.push(hot);
    await hot.partitions.ensure();
    const changes = createRuntimeChanges({
      announcements,
      connection,
      listenUrl: options.directUrl ?? options.hotUrl,
      checkMilliseconds: options.changeCheckMilliseconds ?? 5_000,
    });
    opened.push(changes);
    const { traceparent = () => undefined } = options;
    const control = buildControlStore(prisma.client, { announce, traceparent, fencedConnection });
    const pools = () => [
      { name: 'app', refused: prisma.pool.refused, ...countConnections(prisma.pool) } as const,
      { name: 'hot', refused: 0, ...connection.counters() } as const,
    ];
    return { control, changes, hot, clock, pools, close: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

function openPrisma(
  options: DatabaseOptions,
  timeoutMilliseconds: number,
): { client: PrismaClient; pool: BoundedPool; close(): Promise<void> } {
  const pool = new BoundedPool({
    maxWaiting: options.maxWaiting ?? 256,
    connectionString: options.appUrl,
    max: options.connections?.app ?? 10,
    connectionTimeoutMillis: timeoutMilliseconds,
    query_timeout: timeoutMilliseconds + 1_000,
    keepAlive: true,
    pipeline: true,
  });
  surviveBrokenConnections(pool);
  const client = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    client,
    pool,
    async close() {
      await client.$disconnect();
      await pool.end();
    },
  };
}
