// What every process that serves requests opens in the same way: the database, the compiled projects on it,
// and the engine that works with them.

import { type ControlStore, connectDatabase, type Database } from '@gatehouse/database';
import { deriveSecret, type Keyring, sha256Base64url } from '@gatehouse/keys';
import { type Addressing, consoleProjectSlug, nilUuid } from '@gatehouse/protocol';
import {
  closeRedis,
  createChangeBroadcast,
  createLimits,
  type Limits,
  openRedis,
  type Redis,
  type RedisOptions,
} from '@gatehouse/redis';
import { currentTraceparent } from '@gatehouse/runtime';
import { createTokenEngine, type TokenEngine } from '@gatehouse/token-engine';
import type { Clock, Random } from '@gatehouse/token-engine/ports';
import { queryWithoutToken } from './epoch-query.ts';
import { createProjectRuntimes, type ProjectRuntimes } from './project-runtimes.ts';

export interface InstallationOptions {
  readonly addressing: Addressing;
  readonly keyring: Keyring;
  readonly random: Random;
  /** As connectDatabase takes them: of gatehouse_app, of gatehouse_hot, and one past any PgBouncer. */
  readonly postgres: {
    readonly appUrl: string;
    readonly hotUrl: string;
    readonly directUrl: string;
    readonly usesPreparedStatements?: boolean;
  };
  /** Limits and changes are shared by way of it; without one, this process counts and hears for itself. */
  readonly redis?: RedisOptions | undefined;
  /** Called with each part that was opened and has to be closed, in reverse order. */
  readonly onOpened: (name: string, close: () => Promise<void> | void) => void;
}

export interface Installation {
  readonly addressing: Addressing;
  readonly database: Database;
  readonly store: ControlStore;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly random: Random;
  readonly projects: ProjectRuntimes;
  readonly engine: TokenEngine;
  readonly limits: Limits;
  /** By which processes tell each other of limits and changes; undefined where there is none. */
  readonly redis: Redis | undefined;
}

/** Throws StoreUnavailable where PostgreSQL does not answer to every role. */
export async function openInstallation(options: InstallationOptions): Promise<Installation> {
  const { addressing, keyring, random, postgres, onOpened } = options;
  const shared = openShared(options);
  const database = await connectDatabase({
    ...postgres,
    broadcast: shared?.broadcast,
    traceparent: currentTraceparent,
  });
  onOpened('database', () => database.close());
  const { control: store, clock } = database;
  // The pool of the control tables connects when it is first used: better now than with the first request.
  await store.scopeOfAddress(consoleProjectSlug);
  const projects = createProjectRuntimes({ database, keyring, random, addressing });
  onOpened('project runtimes', projects.close);
  const engine = createTokenEngine({ clock, random, sha256: sha256Base64url });
  const counts = shared && { redis: shared.redis, secret: deriveSecret(keyring, limitUse) };
  const limits = createLimits({ nowMilliseconds: Date.now, shared: counts });
  onOpened('limits', limits.close);
  return {
    addressing,
    database,
    store,
    keyring,
    clock,
    random,
    projects,
    engine,
    limits,
    redis: shared?.redis,
  };
}

const limitUse = { purpose: 'limit-counter', tenantId: nilUuid } as const;

function openShared({ redis: redisOptions, onOpened }: InstallationOptions) {
  if (redisOptions === undefined) return undefined;
  const redis = openRedis(redisOptions);
  const broadcast = createChangeBroadcast(redis, redisOptions);
  onOpened('Redis', () => {
    broadcast.close();
    closeRedis(redis);
  });
  return { redis, broadcast };
}

/** Resolves when the primary database has answered on the path that tokens take. Throws StoreUnavailable. */
export async function askDatabase({ store, database }: Installation): Promise<void> {
  const scope = await store.scopeOfAddress(consoleProjectSlug);
  if (scope === undefined) return;
  await database.hot.forProject(scope.projectId).liveness.load(queryWithoutToken(''));
}
