// The value of `--format`.

import { CommandError } from '../terminal/command-error.ts';

/** How a result is written. `selector` stands only with the two kinds that pick one value. */
export type Format =
  | { readonly kind: 'quiet' | 'table' | 'json' | 'json-pretty' | 'yaml' }
  | { readonly kind: 'jsonpath' | 'jsonpointer'; readonly selector: string };

const plainKinds = ['table', 'json', 'json-pretty', 'yaml'] as const;
const selectingKinds = ['jsonpath', 'jsonpointer'] as const;

/**
 * @param value what stood behind `--format`; `default` is the table.
 * @throws CommandError where no such format exists, or a path is missing.
 */
export function parseFormat(value: string, isQuiet: boolean): Format {
  if (isQuiet) return { kind: 'quiet' };
  if (value === 'default') return { kind: 'table' };
  const plain = plainKinds.find((kind) => kind === value);
  if (plain !== undefined) return { kind: plain };
  const separator = value.indexOf('=');
  const name = separator < 0 ? value : value.slice(0, separator);
  const selecting = selectingKinds.find((kind) => kind === name);
  if (selecting === undefined) {
    throw new CommandError(
      `There is no format "${value}". Use table, json, json-pretty, yaml, jsonpath=<path> or jsonpointer=<pointer>.`,
    );
  }
  if (separator < 0) throw new CommandError(`Say what to pick: --format ${name}=<path>.`);
  return { kind: selecting, selector: value.slice(separator + 1) };
}
