export { createAuthorizationStore } from './authorization-store.ts';
export {
  connectDatabase,
  type Database,
  type DatabaseOptions,
  type PoolCounters,
} from './connect-database.ts';
export { startDeadline, withinDeadline } from './deadline.ts';
export type { ProjectStatements } from './direct/project-statements.ts';
export type { BatchCounters } from './hot/batch.ts';
export type { HotMetrics, HotStore } from './hot/hot-store.ts';
export type { Outbox, OutboxBacklog, OutboxKey, OutboxRow } from './hot/outbox.ts';
export type { OutcomeCount } from './hot/outcomes.ts';
export type { Partitions } from './hot/partitions.ts';
export type { HotTablePorts, ProjectPorts } from './hot/project-ports.ts';
export type { Upkeep } from './hot/upkeep.ts';
export { createIdentityStore } from './identity-store.ts';
export type * from './identity-transactions.ts';
export type * from './invitation-rows.ts';
export type * from './organization-transactions.ts';
export type * from './own-page-transactions.ts';
export { createRegistrationStore, removeUnusedRegistrations } from './registration-store.ts';
export { TenantGone } from './scope/tenant-gone.ts';
export type * from './service-transactions.ts';
export type * from './transactions.ts';
export { createTrustedIssuerStore } from './trusted-issuer-store.ts';
export type * from './webhook-transactions.ts';
