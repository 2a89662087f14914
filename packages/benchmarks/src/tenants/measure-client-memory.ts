import type { ProjectId } from '@gatehouse/protocol';
import type { PreparedInstallation } from '../installation/opened-product.ts';
import { forkBeside } from '../processes/fork-beside.ts';
import type { TenantClient } from './fill-tenants.ts';

export interface ClientMemoryPlan {
  readonly origin: string;
  readonly keyring: string;
  readonly postgres: {
    readonly appUrl: string;
    readonly hotUrl: string;
    readonly directUrl: string;
  };
  readonly projectId: ProjectId;
  readonly clientIds: readonly string[];
}

/** @returns the bytes of heap that a compiled client takes in the cache. */
export function measureClientMemory(
  { origin, keyring, postgres, project }: PreparedInstallation,
  clients: readonly TenantClient[],
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const child = forkBeside(new URL('./client-memory-process', import.meta.url), {
    options: ['--expose-gc'],
  });
  child.once('message', (bytes: number) => resolve(bytes));
  child.once('exit', (code) => reject(new Error(`Measuring memory ended with code ${code}.`)));
  const { appUrl, hotUrl } = postgres;
  const plan: ClientMemoryPlan = {
    origin,
    keyring,
    postgres: { appUrl, hotUrl, directUrl: hotUrl },
    projectId: project.scope.projectId,
    clientIds: clients.map(({ clientId }) => clientId),
  };
  child.send(plan);
  return promise;
}
