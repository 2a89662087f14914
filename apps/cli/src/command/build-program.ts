// Commander's view of the command table. Only the command that is called is loaded and gets its flags;
// of the others, help needs no more than the summary.

import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { commonFlags, type Flag } from '../flags/flag.ts';
import { FlagValues } from '../flags/flag-values.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { CommandDefinition, CommandEntry } from './command.ts';
import { commandTable } from './command-table.ts';
import { verbSummaries } from './verbs.ts';

function isCalledBy(entry: CommandEntry, verb: string | undefined): boolean {
  const verbs = [entry.verb, ...(verbSummaries[entry.verb]?.aliases ?? [])];
  return verb !== undefined && verbs.includes(verb);
}

/** @returns the command that the first two words call, `help` in front of them aside. */
export function findCommand(words: readonly string[]): CommandEntry | undefined {
  const [verb, noun] = words[0] === 'help' ? words.slice(1) : words;
  const entries = commandTable.filter((entry) => isCalledBy(entry, verb));
  return (
    entries.find(({ nouns }) => noun !== undefined && nouns.includes(noun)) ??
    entries.find(({ nouns }) => nouns.length === 0)
  );
}

function parseInteger(text: string): string {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return text;
}

function describeFallback(flag: Flag): string {
  if (flag.kind === 'boolean') return '';
  const text = flag.kind === 'strings' ? flag.fallback.join(',') : String(flag.fallback);
  return text === '' ? '' : ` (default ${text})`;
}

function buildOption(flag: Flag, take: (text: string) => void): Option {
  const short = flag.short === undefined ? '' : `-${flag.short}, `;
  const placeholder =
    flag.kind === 'boolean' ? '' : flag.kind === 'strings' ? ' <list>' : ` <${flag.kind}>`;
  const summary = `${flag.summary}${describeFallback(flag)}`;
  const option = new Option(`${short}--${flag.name}${placeholder}`, summary);
  if (flag.kind === 'boolean') return option;
  return option.argParser((text: string) => {
    take(flag.kind === 'integer' ? parseInteger(text) : text);
    return text;
  });
}

function addFlags(command: Command, flags: readonly Flag[]): Map<string, string[]> {
  const given = new Map<string, string[]>();
  for (const flag of flags) {
    const take = (text: string): void => {
      given.set(flag.name, [...(given.get(flag.name) ?? []), text]);
    };
    const option = buildOption(flag, take);
    command.addOption(option);
    if (flag.kind !== 'boolean') continue;
    command.addOption(new Option(`--no-${flag.name}`).hideHelp());
    command.on(`option:${flag.name}`, () => take('true'));
    command.on(`option:no-${flag.name}`, () => take('false'));
  }
  return given;
}

function describeExamples(examples: readonly string[]): string {
  const lines = examples.map((example) => `  gatehouse ${example}`);
  return lines.length === 0 ? '' : `\nExamples:\n${lines.join('\n')}`;
}

function addAction(command: Command, definition: CommandDefinition, terminal: Terminal): void {
  const flags = [...definition.flags, ...commonFlags];
  const given = addFlags(command, flags);
  for (const positional of definition.positionals?.split(' ') ?? []) {
    command.addArgument(new Argument(positional));
  }
  if (definition.description !== undefined) {
    command.description(`${command.summary()}.\n\n${definition.description}`);
  }
  command.addHelpText('after', describeExamples(definition.examples ?? []));
  command.action(async () => {
    await definition.run({
      positionals: command.args,
      flags: new FlagValues(flags, given),
      terminal,
      commands: commandTable,
    });
  });
}

function addVerbs(program: Command): ReadonlyMap<string, Command> {
  const verbs = new Map<string, Command>();
  for (const [verb, { summary, aliases }] of Object.entries(verbSummaries)) {
    verbs.set(verb, program.command(verb).aliases(aliases).summary(summary).description(summary));
  }
  return verbs;
}

/** A verb that stands alone may have nouns too: `auth`, `auth logout`. */
function addCommand(program: Command, { verb, nouns }: CommandEntry, known?: Command): Command {
  const [name, ...aliases] = nouns;
  if (name === undefined) return known ?? program.command(verb);
  return (known ?? program).command(name).aliases(aliases);
}

/**
 * @param called the command to load; undefined where none, or none that exists, was called.
 * @returns a parser that throws CommanderError instead of leaving the process.
 */
export async function buildProgram(
  terminal: Terminal,
  called: CommandEntry | undefined,
  version: string,
): Promise<Command> {
  const program = new Command('gatehouse')
    .description('Gatehouse: OAuth 2.0 and OpenID Connect for your projects.')
    .version(version, '--version', 'Print the version of this command')
    .exitOverride()
    .showHelpAfterError('(add --help for what this command takes)')
    .configureOutput({ writeOut: terminal.print, writeErr: terminal.report });
  const verbs = addVerbs(program);
  for (const entry of commandTable) {
    const command = addCommand(program, entry, verbs.get(entry.verb));
    command.summary(entry.summary).description(`${entry.summary}.`).allowExcessArguments(false);
    if (entry === called) addAction(command, await entry.load(), terminal);
  }
  return program;
}

export { CommanderError };
