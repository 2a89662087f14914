// From the command line to an exit code.

import { commonFlags } from '../flags/flag.ts';
import { orderArguments } from '../flags/order-arguments.ts';
import { spellBooleans } from '../flags/spell-booleans.ts';
import { CommandError } from '../terminal/command-error.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { currentVersion } from '../version/current-version.ts';
import { buildProgram, CommanderError, findCommand } from './build-program.ts';

function reportFault(error: unknown, terminal: Terminal): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.report(`This is a fault of the gatehouse command itself:\n${text}\n`);
}

/**
 * Runs one command.
 * @param argv the arguments, without Node and the script.
 * @returns the exit code: 0, or 1 after a failure that was explained on standard error.
 */
export async function runCommand(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { words, ordered } = orderArguments(argv);
  const entry = findCommand(words);
  try {
    const definition = await entry?.load();
    const flags = [...(definition?.flags ?? []), ...commonFlags];
    const program = await buildProgram(terminal, entry, currentVersion);
    await program.parseAsync(spellBooleans(ordered, flags), { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode;
    if (error instanceof CommandError) terminal.report(`${error.message}\n`);
    else reportFault(error, terminal);
    return 1;
  }
}
