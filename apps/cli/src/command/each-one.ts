// Commands that take several things do all they can, then report what failed.

import { CommandError } from '../terminal/command-error.ts';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * Works on each item in turn; a failure is reported under the item's name and does not stop the rest.
 * @param finish gets what succeeded, before the failure is thrown.
 * @throws CommandError where an item failed.
 */
export async function eachOne<Item, Result>(
  items: readonly (readonly [name: string, item: Item])[],
  work: (item: Item) => Promise<Result>,
  { terminal, finish }: { terminal: Terminal; finish: (results: Result[]) => Promise<void> },
): Promise<void> {
  const results: Result[] = [];
  const failed: string[] = [];
  for (const [name, item] of items) {
    try {
      results.push(await work(item));
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      terminal.report(`${name}: ${error.message}\n`);
      failed.push(name);
    }
  }
  await finish(results);
  if (failed.length > 0) {
    throw new CommandError(`${failed.length} of ${items.length} failed, see above.`);
  }
}
