// The port Clients of one compiled project. Clients are compiled when they are first asked for and kept in
// a cache that all projects share; one that is missing is asked for again each time.

import type { ClientRow, ProjectScope } from '@gatehouse/database';
import { type ProjectSettings, parseClientId } from '@gatehouse/protocol';
import { type Client, compileClient } from '@gatehouse/token-engine/clients';
import type { Clients, SecretHash } from '@gatehouse/token-engine/ports';
import type { BoundedCache } from './bounded-cache.ts';
import { queryWithoutToken } from './epoch-query.ts';
import type { HotPorts, RuntimeSources } from './runtime-sources.ts';
import type { SharedParts } from './shared-parts.ts';
import { SingleFlight } from './single-flight.ts';

/** A cached client counts only for the runtime that compiled it; a project that changed has a new one. */
export interface CachedClient {
  readonly owner: Clients;
  readonly client: Client;
}

export interface ClientsOptions {
  readonly scope: ProjectScope;
  readonly settings: ProjectSettings;
  readonly hot: Pick<HotPorts, 'liveness'>;
  readonly database: Pick<RuntimeSources, 'control'>;
  readonly cache: BoundedCache<CachedClient>;
  readonly parts: SharedParts;
}

export function createClients(options: ClientsOptions): Clients {
  return new ProjectClients(options);
}

class ProjectClients implements Clients {
  readonly #options: ClientsOptions;
  #loading: SingleFlight<Client | undefined> | undefined;

  constructor(options: ClientsOptions) {
    this.#options = options;
  }

  async find(clientId: string): Promise<Client | undefined> {
    const { scope, cache } = this.#options;
    const key = `${scope.projectId}/${clientId}`;
    const cached = cache.get(key);
    if (cached !== undefined && cached.owner === this) return cached.client;
    const loading = this.#loading ?? new SingleFlight();
    this.#loading = loading;
    try {
      return await loading.run(
        clientId,
        () => loadClient(this.#options, clientId),
        (client) => {
          if (client !== undefined) cache.set(key, { owner: this, client });
        },
      );
    } finally {
      if (loading.isIdle) this.#loading = undefined;
    }
  }
}

async function loadClient(options: ClientsOptions, text: string): Promise<Client | undefined> {
  const clientId = parseClientId(text);
  if (clientId === undefined) return undefined;
  const { scope, database, hot, settings } = options;
  const row = await database.control.withProject(scope, (tx) => tx.clients.find(clientId));
  if (row === undefined) return undefined;
  // The epoch is read after the row: a client that is deleted in between has an ended one.
  const { client: fact } = await hot.liveness.load(queryWithoutToken(clientId));
  if (fact?.isActive !== true) return undefined;
  const { metadata, secrets, registrationToken } = row;
  const client = compileClient(
    {
      // The row's own text: what a request says is a piece of the whole request, its secret included.
      clientId: row.clientId,
      metadata,
      secretHashes: secrets.map(buildSecretHash),
      epoch: fact.epoch,
      isSelfRegistered: registrationToken !== undefined,
    },
    settings,
  );
  return client && options.parts.share(client);
}

function buildSecretHash({ keyId, hash, expiresAt }: ClientRow['secrets'][number]): SecretHash {
  return { keyId, hash, expiresAtSeconds: expiresAt && Math.floor(expiresAt.getTime() / 1000) };
}
