// `--skip-consent=false`, which Go's flags allow, in the words that commander knows.

import type { Flag } from './flag.ts';

const meanings: Readonly<Record<string, boolean>> = {
  true: true,
  t: true,
  '1': true,
  false: false,
  f: false,
  '0': false,
};

/** @returns the arguments with `--flag=true` as `--flag` and `--flag=false` as `--no-flag`, up to `--`. */
export function spellBooleans(argv: readonly string[], flags: readonly Flag[]): readonly string[] {
  const end = argv.indexOf('--');
  const names = new Set(flags.filter((flag) => flag.kind === 'boolean').map((flag) => flag.name));
  return argv.map((argument, position) => {
    const match = /^--([a-z-]+)=(.*)$/.exec(argument);
    if (match === null || (end >= 0 && position > end) || !names.has(match[1] ?? '')) {
      return argument;
    }
    const meaning = meanings[(match[2] ?? '').toLowerCase()];
    if (meaning === undefined) return argument;
    return meaning ? `--${match[1]}` : `--no-${match[1]}`;
  });
}
