// Parts of compiled clients that are equal in most of them: one object each, which nobody can change.

import type { Client } from '@gatehouse/token-engine/clients';
import { BoundedCache } from './bounded-cache.ts';
import { freeze } from './freeze.ts';

const maxShared = 1_000;
/** In characters of JSON. What is longer is hardly ever said twice. */
const longestShared = 1_024;

export class SharedParts {
  readonly #sets = new BoundedCache<ReadonlySet<string>>(maxShared);
  readonly #lifetimes = new BoundedCache<Client['lifetimes']>(maxShared);
  readonly #metadata = new BoundedCache<Client['metadata']>(maxShared);

  /** @returns an equal client that has equal parts in common with others. */
  share(client: Client): Client {
    const { grantTypes, scope, audience, lifetimes, metadata } = client;
    return {
      ...client,
      grantTypes: this.#shareSet(grantTypes),
      scope: this.#shareSet(scope),
      audience: this.#shareSet(audience),
      lifetimes: shareIn(this.#lifetimes, JSON.stringify(lifetimes), lifetimes),
      metadata: shareIn(this.#metadata, JSON.stringify(metadata), metadata),
    };
  }

  #shareSet(set: ReadonlySet<string>): ReadonlySet<string> {
    return shareIn(this.#sets, JSON.stringify([...set]), set);
  }
}

function shareIn<Part>(cache: BoundedCache<Part>, key: string, part: Part): Part {
  if (key.length > longestShared) return part;
  const known = cache.get(key);
  if (known !== undefined) return known;
  cache.set(key, freeze(part));
  return part;
}
