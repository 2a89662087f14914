export { type ChangeBroadcast, createChangeBroadcast } from './changes/change-broadcast.ts';
export {
  buildLimitHeaders,
  type Limit,
  type LimitState,
  type LimitSubject,
} from './limits/limit.ts';
export { createLimits, type Limits, type LimitsOptions } from './limits/limits.ts';
export type { SharedCounts } from './limits/share-counts.ts';
export {
  closeRedis,
  openRedis,
  openWaitingRedis,
  type Redis,
  type RedisOptions,
} from './open-redis.ts';
