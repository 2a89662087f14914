import type { Flag } from '../flags/flag.ts';
import { type CompletedCommand, nounsOf, verbsOf } from './completion-tree.ts';

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

function flagLine(command: CompletedCommand, { name, short, kind, summary }: Flag): string {
  const verbs = [command.verb, ...command.verbAliases].join(' ');
  const seen = `__fish_seen_subcommand_from ${verbs}`;
  const condition =
    command.nouns.length === 0
      ? seen
      : `${seen}; and __fish_seen_subcommand_from ${command.nouns.join(' ')}`;
  const letter = short === undefined ? '' : ` -s ${short}`;
  const value = kind === 'boolean' ? '' : ' -r';
  return `complete -c gatehouse -n ${quote(condition)} -l ${name}${letter}${value} -d ${quote(summary)}`;
}

function verbLine([verb, summary]: readonly [string, string]): string {
  return `complete -c gatehouse -f -n __fish_use_subcommand -a ${verb} -d ${quote(summary)}`;
}

function nounLines(commands: readonly CompletedCommand[], verb: string): readonly string[] {
  const nouns = nounsOf(commands, verb);
  const all = nouns.map(([noun]) => noun).join(' ');
  const aliases = commands.find((command) => command.verb === verb)?.verbAliases ?? [];
  const seen = [verb, ...aliases].join(' ');
  const condition = `__fish_seen_subcommand_from ${seen}; and not __fish_seen_subcommand_from ${all}`;
  return nouns.map(
    ([noun, summary]) =>
      `complete -c gatehouse -f -n ${quote(condition)} -a ${noun} -d ${quote(summary)}`,
  );
}

/** @returns a script for fish: `npx gatehouse completion fish | source`. */
export function buildFishCompletion(commands: readonly CompletedCommand[]): string {
  const verbs = verbsOf(commands);
  const lines = [
    '# fish completion for gatehouse',
    ...verbs.map(verbLine),
    ...verbs.flatMap(([verb]) => nounLines(commands, verb)),
    "complete -c gatehouse -f -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'",
    ...commands.flatMap((command) => command.flags.map((flag) => flagLine(command, flag))),
  ];
  return `${lines.join('\n')}\n`;
}
