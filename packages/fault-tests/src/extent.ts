// How much of each fault there is to be. `npm test` has the short form; `npm run test:faults` says otherwise.

import { randomInt } from 'node:crypto';

export interface Extent {
  /** Every random choice follows from it. */
  readonly seed: number;
  /** How long load runs under one fault; counts of cycles and clients are derived from it. */
  readonly seconds: number;
}

const shortSeconds = 5;
const largestSeed = 2 ** 31;

/** @throws where a variable holds no number. */
export function readExtent(environment: NodeJS.ProcessEnv): Extent {
  return {
    seed: readNumber(environment['GATEHOUSE_FAULT_SEED']) ?? randomInt(largestSeed),
    seconds: readNumber(environment['GATEHOUSE_FAULT_SECONDS']) ?? shortSeconds,
  };
}

function readNumber(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new Error(`"${text}" is no whole number above 0.`);
}

/** So many for each second that there is, within bounds. */
export function countFor({ seconds }: Extent, perSecond: number, [least, most]: [number, number]) {
  return Math.min(most, Math.max(least, Math.round(seconds * perSecond)));
}
