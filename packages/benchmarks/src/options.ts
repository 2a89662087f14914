import { parseArgs } from 'node:util';

/** What is measured: the table of the README, or one of the others, each with results of its own; quick ones first. */
export const parts = ['signing', 'sealing', 'processes', 'table', 'growth'] as const;
export type Part = (typeof parts)[number];

export interface Options {
  /** One of them; `all`: one after the other, each in a process of its own. With several asked for, the first counts. */
  readonly part: Part | 'all';
  readonly rounds: number;
  readonly milliseconds: number;
  readonly warmUpMilliseconds: number;
  /** How many grants of others stand beside those that are measured. */
  readonly grants: number;
  /** How many grants and refresh tokens are stored where growth is measured. */
  readonly rows: number;
  readonly projects: number;
  readonly clients: number;
  /** How many expired refresh tokens stand beside the living in the curve of growth. */
  readonly expired: number;
  /** How many project-api processes serve together. */
  readonly processes: number;
  /** Only the subjects of these ids; empty: all of them. */
  readonly only: readonly string[];
  /** A short run to see that everything works: its figures mean nothing and are not kept. */
  readonly isQuick: boolean;
}

/** Throws with one sentence for whoever typed the command. */
export function readOptions(): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const sizes = { grants: text, rows: text, projects: text, clients: text, expired: text };
  const modes = { growth: flag, sealing: flag, signing: flag, all: flag, processes: text };
  const { values } = parseArgs({
    options: { rounds: text, seconds: text, only: text, quick: flag, ...sizes, ...modes },
  });
  const isQuick = values.quick;
  const count = (name: keyof typeof sizes | 'rounds' | 'processes', full: number, quick: number) =>
    readCount(name, values[name], isQuick ? quick : full);
  const milliseconds = Number(values.seconds ?? (isQuick ? 0.6 : 2)) * 1000;
  if (!(milliseconds >= 100)) throw new Error('--seconds is at least 0.1.');
  const asked = (['all', 'growth', 'sealing', 'signing'] as const).filter((name) => values[name]);
  return {
    part: asked[0] ?? (values.processes === undefined ? 'table' : 'processes'),
    rounds: count('rounds', 5, 1),
    milliseconds,
    warmUpMilliseconds: milliseconds / 4,
    grants: count('grants', 1_000_000, 1_000),
    rows: count('rows', 10_000_000, 20_000),
    projects: count('projects', 10_000, 50),
    clients: count('clients', 100_000, 2_000),
    expired: count('expired', 20_000_000, 20_000),
    processes: count('processes', 2, 2),
    only: values.only === undefined ? [] : values.only.split(','),
    isQuick,
  };
}

function readCount(name: string, value: string | undefined, otherwise: number): number {
  const count = Number(value ?? otherwise);
  if (Number.isInteger(count) && count >= 1) return count;
  throw new Error(`--${name} is a whole number of at least 1.`);
}
