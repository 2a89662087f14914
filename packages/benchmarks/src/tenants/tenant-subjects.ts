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
const longestWarmUpMilliseconds = 300_000;
/** After so many it is said how far it is. */
const warmedTogether = 5_000;

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

export interface WarmUp {
  readonly server: Subject['server'];
  /** For the lines that say how far it is. */
  readonly name: string;
  readonly clients: readonly TenantClient[];
  readonly connections: number;
}

/** Sends one request of each client, so that the process has compiled all of them. */
export async function warmUpClients({ server, name, clients, connections }: WarmUp): Promise<void> {
  const begin = performance.now();
  for (let from = 0; from < clients.length; from += warmedTogether) {
    const part = clients.slice(from, from + warmedTogether);
    await sendEach(server, part, connections);
    const seconds = ((performance.now() - begin) / 1000).toFixed(0);
    console.error(`${name}: ${from + part.length} of ${clients.length} compiled in ${seconds} s`);
  }
}

async function sendEach(
  { port }: Subject['server'],
  clients: readonly TenantClient[],
  connections: number,
): Promise<void> {
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
}
