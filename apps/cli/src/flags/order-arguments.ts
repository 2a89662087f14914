// Flags may stand before the words (`gatehouse -q create project`), as with Ory's command line.

const leadingFlagsWithValue = new Set(['--format', '--config', '-c', '--project', '--workspace']);

/** The arguments with the first two words in front. */
export interface OrderedArguments {
  readonly words: readonly string[];
  readonly ordered: readonly string[];
}

/** Moves flags that stand before the second word behind it; nothing else changes its place. */
export function orderArguments(argv: readonly string[]): OrderedArguments {
  const words: string[] = [];
  const flags: string[] = [];
  let next = 0;
  while (next < argv.length && words.length < 2) {
    const argument = argv[next] ?? '';
    if (argument === '--') break;
    next++;
    if (!argument.startsWith('-')) {
      words.push(argument);
      continue;
    }
    flags.push(argument);
    const value = argv[next];
    if (leadingFlagsWithValue.has(argument) && value !== undefined) {
      flags.push(value);
      next++;
    }
  }
  return { words, ordered: [...words, ...flags, ...argv.slice(next)] };
}
