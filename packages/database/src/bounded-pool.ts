// A pool with a line of bounded length. pg lets any number wait for a connection; beyond some it is kinder to
// say so at once.

import { StoreUnavailable } from '@gatehouse/token-engine/ports';
import { Pool, type PoolClient, type PoolConfig } from 'pg';

type Connected = (
  error: Error | undefined,
  client: PoolClient | undefined,
  release: (release?: unknown) => void,
) => void;

export class BoundedPool extends Pool {
  readonly #maxWaiting: number;
  #refused = 0;

  constructor({ maxWaiting, ...config }: PoolConfig & { readonly maxWaiting: number }) {
    super(config);
    this.#maxWaiting = maxWaiting;
  }

  /** How many were turned away. */
  get refused(): number {
    return this.#refused;
  }

  override connect(): Promise<PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<PoolClient> | undefined {
    if (this.waitingCount < this.#maxWaiting) {
      if (callback === undefined) return super.connect();
      super.connect(callback);
      return undefined;
    }
    this.#refused += 1;
    const error = new StoreUnavailable(
      `The database pool has ${this.waitingCount} callers waiting already.`,
    );
    if (callback === undefined) return Promise.reject(error);
    callback(error, undefined, () => {});
    return undefined;
  }
}
