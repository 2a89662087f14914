export { connectDatabase, type Database, type DatabaseOptions } from './connect-database.ts';
export type { BatchCounters } from './hot/batch.ts';
export type { HotMetrics, HotStore } from './hot/hot-store.ts';
export type { Outbox, OutboxKey, OutboxRow } from './hot/outbox.ts';
export type { Partitions } from './hot/partitions.ts';
export type { ProjectPorts } from './hot/project-ports.ts';
export type { Upkeep } from './hot/upkeep.ts';
export { TenantGone } from './scope/tenant-gone.ts';
export type * from './transactions.ts';
