// Several project-api processes on one PostgreSQL and one Redis, and a load balancer before the first 1, 2, … of
// them.

import { spawnSync } from 'node:child_process';
import { startTestRedis } from '@gatehouse/testkit/redis';
import {
  type OnOpened,
  type PreparedInstallation,
  prepareInstallation,
} from '../installation/opened-product.ts';
import { findFreePort } from '../processes/free-port.ts';
import type { StartedServer } from '../processes/started-server.ts';
import { type MeasuredProject, seedProject } from '../product/seed-project.ts';
import { startProduct } from '../product/start-product.ts';
import { startBalancer } from './start-balancer.ts';

export interface ServingTogether extends PreparedInstallation {
  readonly servers: readonly StartedServer[];
  /** The one at 0 leads to the first server, that at 1 to the first two, and so on. */
  readonly balancers: readonly StartedServer[];
  /** A project that may do as much as `limitedPerMinute` says, however many processes serve it. */
  readonly limited: MeasuredProject;
  /** False where no Redis is installed: each process then counts limits for itself. */
  readonly sharesLimits: boolean;
}

export const limitedPerMinute = 300;

export async function openProcesses(count: number, onOpened: OnOpened): Promise<ServingTogether> {
  const prepared = await prepareInstallation(onOpened);
  const limited = await seedProject(prepared.installation, { perMinute: limitedPerMinute });
  const redisUrl = await openRedisServer(onOpened);
  const servers: StartedServer[] = [];
  const balancers: StartedServer[] = [];
  const keep = <T extends StartedServer>(server: T): T => {
    onOpened(() => server.stop());
    return server;
  };
  for (let started = 0; started < count; started += 1) {
    const port = await findFreePort();
    servers.push(keep(await startProduct({ ...prepared, port, redisUrl })));
    balancers.push(keep(await startBalancer(servers.map((server) => server.port))));
  }
  return { ...prepared, servers, balancers, limited, sharesLimits: redisUrl !== undefined };
}

async function openRedisServer(onOpened: OnOpened): Promise<string | undefined> {
  const isInstalled = spawnSync('redis-server', ['--version']).error === undefined;
  if (!isInstalled) return undefined;
  const redis = await startTestRedis();
  onOpened(() => redis.stop());
  return redis.url;
}
