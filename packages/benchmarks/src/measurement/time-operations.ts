// Operations that a process does by itself: how many microseconds of CPU one takes, in interleaved rounds.

import { median } from './median.ts';

export interface TimedOperation {
  readonly id: string;
  /** Does it once. */
  readonly run: () => unknown;
}

export interface TimingLength {
  readonly rounds: number;
  readonly milliseconds: number;
}

/** Few enough that a round ends soon after its time is over. */
const chunk = 50;

/** @returns microseconds of CPU by operation, one for each round; a round before the first is not kept. */
export async function timeOperations(
  operations: readonly TimedOperation[],
  { rounds, milliseconds }: TimingLength,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const micros = new Map<string, number[]>(operations.map(({ id }) => [id, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const operation of operations) {
      const spent = await timeOnce(operation, milliseconds);
      if (round > 0) micros.get(operation.id)?.push(spent);
    }
  }
  return micros;
}

async function timeOnce({ run }: TimedOperation, milliseconds: number): Promise<number> {
  const before = process.cpuUsage();
  const end = performance.now() + milliseconds;
  let done = 0;
  while (performance.now() < end) {
    for (let index = 0; index < chunk; index += 1) {
      const pending = run();
      if (pending instanceof Promise) await pending;
    }
    done += chunk;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / done;
}

/** @returns the median of the rounds' ratios. */
export function compareRounds(ours: readonly number[], others: readonly number[]): number {
  return median(ours.map((micros, round) => micros / (others[round] ?? Number.NaN)));
}
