// What a shell may complete: verbs, nouns, flags. Read from the command table, so it cannot be out of date.

import type { CommandEntry } from '../command/command.ts';
import { verbSummaries } from '../command/verbs.ts';
import { commonFlags, type Flag } from '../flags/flag.ts';

export interface CompletedCommand {
  readonly verb: string;
  readonly verbAliases: readonly string[];
  readonly nouns: readonly string[];
  readonly summary: string;
  readonly flags: readonly Flag[];
}

async function describe(entry: CommandEntry): Promise<CompletedCommand> {
  const { flags } = await entry.load();
  return {
    verb: entry.verb,
    verbAliases: verbSummaries[entry.verb]?.aliases ?? [],
    nouns: entry.nouns,
    summary: entry.summary,
    flags: [...flags, ...commonFlags],
  };
}

export async function buildCompletionTree(
  commands: readonly CommandEntry[],
): Promise<readonly CompletedCommand[]> {
  return Promise.all(commands.map(describe));
}

/** @returns the verbs with what they are for, each once. */
export function verbsOf(
  commands: readonly CompletedCommand[],
): readonly (readonly [string, string])[] {
  const summaries = commands.map(
    ({ verb, summary }) => [verb, verbSummaries[verb]?.summary ?? summary] as const,
  );
  return [...new Map(summaries)];
}

/** @returns the first noun of each command of a verb, with what the command does. */
export function nounsOf(
  commands: readonly CompletedCommand[],
  verb: string,
): readonly (readonly [string, string])[] {
  return commands
    .filter((command) => command.verb === verb)
    .flatMap(({ nouns: [noun], summary }) =>
      noun === undefined ? [] : [[noun, summary] as const],
    );
}

/** @returns every way to spell the command's words. */
export function spellings({ verb, verbAliases, nouns }: CompletedCommand): readonly string[] {
  const verbs = [verb, ...verbAliases];
  if (nouns.length === 0) return verbs;
  return verbs.flatMap((first) => nouns.map((noun) => `${first} ${noun}`));
}
