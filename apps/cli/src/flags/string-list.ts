// A list in one flag value, one CSV record as in Go's pflag: `a,b`, and quotes around a value with a comma.

import { CommandError } from '../terminal/command-error.ts';

/**
 * @returns the values; none for an empty text.
 * @throws CommandError where a quote is not closed.
 */
export function parseStringList(text: string): readonly string[] {
  if (text === '') return [];
  const values: string[] = [];
  let rest = text;
  for (;;) {
    const match = /^(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/.exec(rest);
    if (match === null) throw new CommandError(`Close the quotes in the list ${text}.`);
    values.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === '') return values;
    rest = rest.slice(match[0].length);
  }
}
