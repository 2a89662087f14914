import type { CommandDefinition } from '../command/command.ts';
import { CommandError } from '../terminal/command-error.ts';
import { buildBashCompletion } from './bash.ts';
import { buildCompletionTree, type CompletedCommand } from './completion-tree.ts';
import { buildFishCompletion } from './fish.ts';
import { buildZshCompletion } from './zsh.ts';

const shells: Readonly<Record<string, (commands: readonly CompletedCommand[]) => string>> = {
  bash: buildBashCompletion,
  zsh: buildZshCompletion,
  fish: buildFishCompletion,
};

export const printCompletion: CommandDefinition = {
  positionals: '<shell>',
  flags: [],
  examples: ['completion bash', 'completion zsh', 'completion fish'],
  async run({ positionals, terminal, commands }) {
    const shell = positionals[0] ?? '';
    const build = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
    if (build === undefined) {
      throw new CommandError(`No completion is there for "${shell}". Use bash, zsh or fish.`);
    }
    terminal.print(build(await buildCompletionTree(commands)));
  },
};
