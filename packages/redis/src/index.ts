export {
  closeRedis,
  openRedis,
  openWaitingRedis,
  type Redis,
  type RedisOptions,
} from './open-redis.ts';
