import type { CommandDefinition } from '../command/command.ts';
import { openOutput } from '../output/open-output.ts';
import { printRow } from '../output/print.ts';
import { currentVersion } from './current-version.ts';

export const printVersion: CommandDefinition = {
  flags: [],
  async run({ flags, terminal }) {
    await printRow(openOutput(flags, terminal), {
      headers: ['VERSION', 'NODE'],
      columns: [currentVersion, process.version],
      document: { version: currentVersion, node: process.version },
    });
  },
};
