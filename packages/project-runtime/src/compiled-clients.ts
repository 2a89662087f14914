// The port Clients of one compiled project. Clients are compiled when they are first asked for and kept in
// a cache that all projects share; one that is missing is asked for again each time.

import type { ClientRow, ProjectScope } from '@gatehouse/database';
import { type ProjectSettings, parseClientId } from '@gatehouse/protocol';
import { type Client, compileClient } from '@gatehouse/token-engine/clients';
import type { Clients, Liveness, SecretHash } from '@gatehouse/token-engine/ports';
import type { BoundedCache } from './bounded-cache.ts';
import { queryWithoutToken } from './epoch-query.ts';
import type { RuntimeSources } from './runtime-sources.ts';
import { SingleFlight } from './single-flight.ts';

/** A cached client counts only for the runtime that compiled it; a project that changed has a new one. */
export interface CachedClient {
  readonly owner: Clients;
  readonly client: Client;
}

export interface ClientsOptions {
  readonly scope: ProjectScope;
  readonly settings: ProjectSettings;
  readonly liveness: Liveness;
  readonly control: RuntimeSources['control'];
  readonly cache: BoundedCache<CachedClient>;
}

export function createClients(options: ClientsOptions): Clients {
  const { scope, cache } = options;
  const loading = new SingleFlight<Client | undefined>();
  const clients: Clients = {
    async find(clientId) {
      const key = `${scope.projectId}/${clientId}`;
      const cached = cache.get(key);
      if (cached !== undefined && cached.owner === clients) return cached.client;
      return loading.run(
        clientId,
        () => loadClient(options, clientId),
        (client) => {
          if (client !== undefined) cache.set(key, { owner: clients, client });
        },
      );
    },
  };
  return clients;
}

async function loadClient(options: ClientsOptions, text: string): Promise<Client | undefined> {
  const clientId = parseClientId(text);
  if (clientId === undefined) return undefined;
  const { scope, control, liveness, settings } = options;
  const row = await control.withProject(scope, (tx) => tx.clients.find(clientId));
  if (row === undefined) return undefined;
  // The epoch is read after the row: a client that is deleted in between has an ended one.
  const { client: fact } = await liveness.load(queryWithoutToken(clientId));
  if (fact?.isActive !== true) return undefined;
  const { metadata, secrets, registrationToken } = row;
  return compileClient(
    {
      clientId,
      metadata,
      secretHashes: secrets.map(buildSecretHash),
      epoch: fact.epoch,
      isSelfRegistered: registrationToken !== undefined,
    },
    settings,
  );
}

function buildSecretHash({ keyId, hash, expiresAt }: ClientRow['secrets'][number]): SecretHash {
  return { keyId, hash, expiresAtSeconds: expiresAt && Math.floor(expiresAt.getTime() / 1000) };
}
