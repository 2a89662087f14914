import type { FlagValues } from '../flags/flag-values.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { parseFormat } from './format.ts';
import type { Output } from './print.ts';

/** @throws CommandError where `--format` names no format. */
export function openOutput(flags: FlagValues, terminal: Terminal): Output {
  return { terminal, format: parseFormat(flags.string('format'), flags.boolean('quiet')) };
}
