// A connection to Redis that fails soon and comes back by itself. Whoever uses it goes on without it.

import type { Logger } from '@gatehouse/runtime';
import { Redis } from 'ioredis';

export type { Redis } from 'ioredis';

export interface RedisOptions {
  /** `redis://` or `rediss://`. */
  readonly url: string;
  readonly logger: Logger;
}

const commandMilliseconds = 500;
const connectMilliseconds = 2_000;
const longestPauseMilliseconds = 2_000;

/**
 * Connects in the background. A command fails at once while there is no connection, and after half a second
 * while Redis does not answer; it is never sent a second time.
 */
export function openRedis({ url, logger }: RedisOptions): Redis {
  const redis = new Redis(url, {
    connectTimeout: connectMilliseconds,
    commandTimeout: commandMilliseconds,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: pauseBeforeAttempt,
  });
  reportOutages(redis, logger);
  return redis;
}

/** A connection for commands that wait for something to happen: they take as long as they take. */
export function openWaitingRedis({ url, logger }: RedisOptions): Redis {
  const redis = new Redis(url, {
    connectTimeout: connectMilliseconds,
    maxRetriesPerRequest: null,
    retryStrategy: pauseBeforeAttempt,
  });
  reportOutages(redis, logger);
  return redis;
}

function pauseBeforeAttempt(attempt: number): number {
  return Math.min(100 * 2 ** Math.min(attempt, 8), longestPauseMilliseconds);
}

/** One line when it goes and one when it comes back; the address may hold a password and is left out. */
function reportOutages(redis: Redis, logger: Logger): void {
  let isAway = false;
  redis.on('error', (error: Error) => {
    if (isAway) return;
    isAway = true;
    const code = 'code' in error ? error.code : undefined;
    logger.warn({ code }, 'Redis does not answer; everything goes on without it');
  });
  redis.on('ready', () => {
    if (isAway) logger.info('Redis is back');
    isAway = false;
  });
}

/** Ends the connection, whatever state it is in. */
export function closeRedis(redis: Redis): void {
  redis.disconnect();
}
