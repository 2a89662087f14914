import { CommandError } from '../terminal/command-error.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { readTextFile } from './read-text-file.ts';

/**
 * @param path a file, or `-` for standard input.
 * @throws CommandError where it cannot be read or is no JSON.
 */
export async function readJsonFile(path: string, terminal: Terminal): Promise<unknown> {
  const text = await readTextFile(path, terminal);
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${path === '-' ? 'Standard input' : path} is no JSON.`);
  }
}
