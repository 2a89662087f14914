// What clients do all at once while something breaks: a seeded mixture of every kind of write.

import type { ProjectApi } from '@gatehouse/protocol-tests/drivers';
import { Chance } from '../chance.ts';
import type { Journal } from '../journal/journal.ts';
import { Disturbed } from './outcome.ts';
import { type Family, RecordingClient } from './recording-client.ts';

export interface LoadCounts {
  served: number;
  /** Connections that were cut before an answer came. */
  cut: number;
  /** Answers that said to come again. */
  unavailable: number;
}

interface Worker {
  readonly client: RecordingClient;
  readonly chance: Chance;
  readonly families: Family[];
}

const mostFamilies = 6;
/** A client that was turned away does not come back at once. */
const backOffMilliseconds = 50;

/** How often each action is drawn. */
const mixture: readonly (readonly [weight: number, act: (worker: Worker) => Promise<unknown>])[] = [
  [40, ({ client }) => client.issue()],
  [35, refreshOne],
  [12, openOne],
  [6, ({ client }) => client.issueAndRevoke()],
  [3, revokeOne],
  [3, ({ client }) => client.createClient()],
  [1, ({ client }) => client.createAndDeleteClient()],
  [1, ({ client }) => client.register()],
];

export class Load {
  readonly counts: LoadCounts = { served: 0, cut: 0, unavailable: 0 };
  readonly #workers: readonly Worker[];

  private constructor(workers: readonly Worker[]) {
    this.#workers = workers;
  }

  /** @param name unique in the journal. */
  static async create(parts: {
    readonly project: ProjectApi;
    readonly journal: Journal;
    readonly seed: number;
    readonly name: string;
    readonly workers: number;
  }): Promise<Load> {
    const { project, journal, seed, name, workers } = parts;
    const names = Array.from({ length: workers }, (_, index) => `${name}.${index + 1}`);
    const created = names.map(async (worker) => ({
      client: await RecordingClient.create(project, journal, worker),
      chance: Chance.of(seed, worker),
      families: [],
    }));
    return new Load(await Promise.all(created));
  }

  get burnedCodes(): number {
    return this.#workers.reduce((sum, { client }) => sum + client.burnedCodes, 0);
  }

  /** Runs beside `fault` and until it is over. @throws what no fault explains. */
  async during<T>(fault: () => Promise<T>): Promise<T> {
    let isOver = false;
    const ended = fault().finally(() => {
      isOver = true;
    });
    const running = this.#workers.map(async (worker) => {
      while (!isOver) await this.#act(worker);
    });
    const [result, ...ends] = await Promise.allSettled([ended, ...running]);
    // A broken promise of the product is the reason, whatever became of the fault.
    const broken = ends.find((end) => end.status === 'rejected');
    if (broken !== undefined) throw broken.reason;
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  }

  async #act(worker: Worker): Promise<void> {
    const act = worker.chance.weigh(mixture);
    try {
      await act(worker);
      this.counts.served += 1;
    } catch (error) {
      if (!(error instanceof Disturbed)) throw error;
      this.counts[error.disturbance] += 1;
      await new Promise((resolve) => setTimeout(resolve, backOffMilliseconds));
    }
  }
}

async function openOne({ client, families }: Worker): Promise<void> {
  const family = await client.openFamily();
  if (family === undefined) return;
  families.push(family);
  if (families.length > mostFamilies) families.shift();
}

async function refreshOne(worker: Worker): Promise<void> {
  const { client, chance, families } = worker;
  if (families.length === 0) return openOne(worker);
  const family = chance.pick(families);
  try {
    await client.refresh(family);
  } catch (error) {
    families.splice(families.indexOf(family), 1);
    await client.abandon(family);
    throw error;
  }
}

async function revokeOne(worker: Worker): Promise<void> {
  const { client, families } = worker;
  const family = families.shift();
  if (family === undefined) return openOne(worker);
  await client.revokeFamily(family);
}
