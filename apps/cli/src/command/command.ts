import type { Flag } from '../flags/flag.ts';
import type { FlagValues } from '../flags/flag-values.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** One call of a command: its positional arguments, its flags, and the terminal it runs in. */
export interface Invocation {
  readonly positionals: readonly string[];
  readonly flags: FlagValues;
  readonly terminal: Terminal;
  /** Every command there is: for the one that completes them. */
  readonly commands: readonly CommandEntry[];
}

/** What one command is. The flags that every command takes are not repeated here. */
export interface CommandDefinition {
  /** Positional arguments in commander's notation: `<id...>` needs one or more, `[id]` none or one. */
  readonly positionals?: string;
  readonly flags: readonly Flag[];
  /** What `--help` says below the summary. */
  readonly description?: string;
  /** Command lines without the leading `gatehouse`. */
  readonly examples?: readonly string[];
  run(invocation: Invocation): Promise<void>;
}

/** Where a command is found; its own module is loaded only when it is called, helped or completed. */
export interface CommandEntry {
  readonly verb: string;
  /** The word after the verb and its other spellings; none where the verb stands alone. */
  readonly nouns: readonly string[];
  readonly summary: string;
  load(): Promise<CommandDefinition>;
}
