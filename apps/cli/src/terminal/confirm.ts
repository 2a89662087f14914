import { CommandError } from './command-error.ts';
import type { Terminal } from './terminal.ts';

/**
 * Asks for a word that cannot be typed by habit.
 * @throws CommandError where something else is typed, or nothing can be.
 */
export async function confirmByTyping(
  terminal: Terminal,
  question: { readonly text: string; readonly expected: string },
): Promise<void> {
  terminal.report(`${question.text} `);
  const answer = await terminal.readLine();
  if (answer === undefined) {
    throw new CommandError('\nNothing was changed. Confirm with --yes where nobody can type.');
  }
  if (answer.trim() !== question.expected) throw new CommandError('Nothing was changed.');
}
