// Tells other processes which project changed. A message may be lost: whoever depends on it compares
// versions as well.

import { closeRedis, openWaitingRedis, type Redis, type RedisOptions } from '../open-redis.ts';

export interface ChangeBroadcast {
  /** Tells the others; neither waits nor throws. */
  publish(projectId: string): void;
  /** @param listener is called with what others, and this process, have published. */
  subscribe(listener: (projectId: string) => void): void;
  close(): void;
}

const channel = 'gatehouse:changes';

/** @param redis the connection that publishes; listening needs one of its own. */
export function createChangeBroadcast(redis: Redis, options: RedisOptions): ChangeBroadcast {
  const listening = openWaitingRedis(options);
  const subscribe = () => {
    listening.subscribe(channel).catch(() => {});
  };
  listening.on('ready', subscribe);
  return {
    publish(projectId) {
      redis.publish(channel, projectId).catch(() => {});
    },
    subscribe(listener) {
      listening.on('message', (_channel, projectId) => listener(projectId));
    },
    close: () => closeRedis(listening),
  };
}
