// The places in which passwords are hashed. argon2id takes 19 MiB and some 50 ms of a core each time: so many
// at once as are good for the machine, so many more in a line, and nobody else. The threads are libuv's, of
// which some must stay free for everything that is no password.

import { PasswordsBusy } from '@gatehouse/identity-engine/ports';

export interface PasswordPoolOptions {
  /** How many hash at the same time; below libuv's four threads. */
  readonly concurrent?: number;
  /** How many more may wait. */
  readonly waiting?: number;
}

export interface PasswordPool {
  /** Takes a place for as long as the work lasts. Throws PasswordsBusy at once where none is free. */
  withPlace<T>(work: () => Promise<T>): Promise<T>;
  /** Runs slow work of somebody who has a place, when it is their turn. */
  run<T>(slow: () => Promise<T>): Promise<T>;
  /** How many places are taken now. */
  readonly taken: number;
  /** How many there are. */
  readonly places: number;
  /** How many were turned away since the start. */
  readonly refused: number;
}

/** One for the whole process. */
export function createPasswordPool(options: PasswordPoolOptions = {}): PasswordPool {
  const { concurrent = 2, waiting = 64 } = options;
  const line: (() => void)[] = [];
  let taken = 0;
  let running = 0;
  let refused = 0;

  async function takeTurn(): Promise<void> {
    if (running < concurrent) {
      running += 1;
      return;
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    line.push(resolve);
    await promise;
  }

  /** The turn is handed on, so that nobody who comes later can take it. */
  function passTurn(): void {
    const next = line.shift();
    if (next === undefined) running -= 1;
    else next();
  }

  return {
    get taken() {
      return taken;
    },
    places: concurrent + waiting,
    get refused() {
      return refused;
    },
    async withPlace(work) {
      if (taken >= concurrent + waiting) {
        refused += 1;
        throw new PasswordsBusy('No place is free.');
      }
      taken += 1;
      try {
        return await work();
      } finally {
        taken -= 1;
      }
    },
    async run(slow) {
      await takeTurn();
      try {
        return await slow();
      } finally {
        passTurn();
      }
    },
  };
}
