import type { ProjectId } from '@gatehouse/protocol';
import type { Clock } from '@gatehouse/token-engine/ports';
import type { BatchCounters } from './batch.ts';
import type { HotConnection } from './connection.ts';
import { createDeviceCodeBatches } from './device-codes.ts';
import type { FencedConnection } from './fenced-connection.ts';
import { createGrantBatches } from './grant-facts.ts';
import { createIdentityClaimsBatch } from './identity-claims.ts';
import { createIssuanceBatches } from './issuance-batches.ts';
import { createLivenessBatch } from './liveness-facts.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import type { OutcomeCount } from './outcomes.ts';
import { createPartitions, type Partitions } from './partitions.ts';
import { buildProjectPorts, type ProjectPorts } from './project-ports.ts';
import { createRevocationBatches } from './revocation-batches.ts';
import { createRotationBatch } from './rotation-batch.ts';
import { createTraceWriter, type TraceLosses } from './traces.ts';
import { createUpkeep, type Upkeep } from './upkeep.ts';
import { createUsageWriter, type UsageWriter } from './usage.ts';

export interface HotMetrics {
  readonly batches: readonly BatchCounters[];
  readonly traces: TraceLosses;
  readonly outcomes: readonly OutcomeCount[];
  readonly usage: ReturnType<UsageWriter['counters']>;
}

/** The hot tables. `forProject` is the only way to the ports of the token path. */
export interface HotStore {
  forProject(projectId: ProjectId): ProjectPorts;
  readonly outbox: Outbox;
  readonly partitions: Partitions;
  readonly upkeep: Upkeep;
  /** Counters since the start, for the metrics endpoint. */
  metrics(): HotMetrics;
  /** Writes the usage that was counted so far. */
  flushUsage(): Promise<void>;
}

export interface HotStoreOptions {
  readonly connection: HotConnection;
  /** For what tokens say of people, whose rows the hot path's own role may not see. */
  readonly fencedConnection: FencedConnection;
  readonly clock: Clock;
  announce(projectId: ProjectId): void;
}

/** @returns the store, and the way to settle everything that it holds. */
export function createHotStore(options: HotStoreOptions): HotStore & { close(): Promise<void> } {
  const { connection, clock, announce } = options;
  const liveness = createLivenessBatch(connection);
  const revocations = createRevocationBatches(connection);
  const issuance = createIssuanceBatches(connection);
  const rotations = createRotationBatch(connection);
  const grants = createGrantBatches(connection);
  const deviceCodes = createDeviceCodeBatches(connection);
  const identities = createIdentityClaimsBatch(options.fencedConnection);
  const traces = createTraceWriter(connection);
  const usage = createUsageWriter(connection, clock);
  const batches = [
    liveness,
    rotations,
    identities,
    ...Object.values(grants),
    ...Object.values(deviceCodes),
    ...Object.values(revocations),
    ...Object.values(issuance),
  ];
  const hotPath = {
    liveness,
    revocations,
    issuance,
    rotations,
    grants,
    deviceCodes,
    clock,
    identities,
    traces,
    usage,
    announce,
  };
  return {
    forProject: (projectId) => buildProjectPorts(hotPath, projectId),
    outbox: createOutbox(connection),
    partitions: createPartitions(connection, clock),
    upkeep: createUpkeep(connection),
    metrics() {
      const { dropped, sampledOut, ...traceBatch } = traces.counters();
      return {
        batches: [...batches.map((batch) => batch.counters()), traceBatch],
        traces: { dropped, sampledOut },
        outcomes: traces.outcomes(),
        usage: usage.counters(),
      };
    },
    flushUsage: () => usage.flush(),
    async close() {
      await Promise.all([...batches, traces, usage].map((part) => part.close()));
    },
  };
}
