import { parseArgs } from 'node:util';

export interface Options {
  readonly rounds: number;
  readonly milliseconds: number;
  readonly warmUpMilliseconds: number;
  /** How many grants of others stand beside those that are measured. */
  readonly grants: number;
  /** Only the subjects of these ids; empty: all of them. */
  readonly only: readonly string[];
  /** A short run to see that everything works: its figures mean nothing and are not kept. */
  readonly isQuick: boolean;
}

/** Throws with one sentence for whoever typed the command. */
export function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      grants: { type: 'string' },
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const isQuick = values.quick;
  const rounds = Number(values.rounds ?? (isQuick ? 1 : 5));
  const milliseconds = Number(values.seconds ?? (isQuick ? 0.3 : 2)) * 1000;
  if (!Number.isInteger(rounds) || rounds < 1 || !(milliseconds >= 100)) {
    throw new Error('--rounds is a whole number of at least 1, and --seconds at least 0.1.');
  }
  const grants = Number(values.grants ?? (isQuick ? 1_000 : 1_000_000));
  if (!Number.isInteger(grants)) throw new Error('--grants is a whole number.');
  const only = values.only === undefined ? [] : values.only.split(',');
  return { rounds, milliseconds, warmUpMilliseconds: milliseconds / 4, grants, only, isQuick };
}
