// Client credentials of clients picked at random among many, in a process that has compiled all of them.

import { randomInt } from 'node:crypto';
import { buildFormPost } from '../load/messages.ts';
import { runLoad } from '../load/run-load.ts';
import type { Subject } from '../measurement/subject.ts';
import type { TenantClient } from './fill-tenants.ts';

export interface TenantSubjectOptions
  extends Pick<Subject, 'id' | 'title' | 'server' | 'databasePid' | 'connections'> {
  readonly clients: readonly TenantClient[];
}

/** More than a round sends, so that few are sent twice. */
const picked = 20_000;
const longestWarmUpMilliseconds = 900_000;

function buildMessage(client: TenantClient): string {
  const form = { grant_type: 'client_credentials', scope: 'read' };
  return buildFormPost(`${client.path}/oauth2/token`, client, form);
}

export function buildTenantSubject({ clients, ...subject }: TenantSubjectOptions): Subject {
  const pick = () => {
    const client = clients[randomInt(clients.length)];
    if (client === undefined) throw new Error('There are no clients.');
    return buildMessage(client);
  };
  return {
    ...subject,
    requests: async () => ({ kind: 'repeat', messages: Array.from({ length: picked }, pick) }),
  };
}

/** Sends one request of each client. @returns how many seconds that took. */
export async function warmUpClients(
  { port }: Subject['server'],
  clients: readonly TenantClient[],
  connections: number,
): Promise<number> {
  const begin = performance.now();
  const load = await runLoad({
    port,
    connections,
    requests: { kind: 'each', messages: clients.map(buildMessage) },
    warmUpMilliseconds: 0,
    milliseconds: longestWarmUpMilliseconds,
  });
  if (load.failures > 0 || load.answered < clients.length) {
    throw new Error(
      `${load.answered} of ${clients.length} clients answered, ${load.failures} with a failure.\n${load.firstFailure ?? ''}`,
    );
  }
  return (performance.now() - begin) / 1000;
}
