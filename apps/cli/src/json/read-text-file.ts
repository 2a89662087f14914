import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CommandError, reasonOf } from '../terminal/command-error.ts';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * @param path a file, or `-` for standard input.
 * @throws CommandError where it cannot be read.
 */
export async function readTextFile(path: string, terminal: Terminal): Promise<string> {
  if (path === '-') return terminal.readAll();
  try {
    return await readFile(resolve(terminal.workingDirectory, path), 'utf8');
  } catch (error) {
    throw new CommandError(`${path} cannot be read: ${reasonOf(error)}`);
  }
}
