import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../command/run-command.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TestTerminal {
  /** A home folder of its own; it is the working directory too. */
  readonly home: string;
  readonly environment: Record<string, string | undefined>;
  /** Lines that standard input holds for the next command. */
  readonly input: string[];
  /** Plays the browser that a command opens. */
  browse: (address: string) => void;
  /** Milliseconds since 1970; moved by the test. */
  clock: number;
  run(...argv: string[]): Promise<CommandResult>;
  stop(): Promise<void>;
}

function buildTerminal(test: TestTerminal, out: string[], err: string[]): Terminal {
  return {
    environment: test.environment,
    workingDirectory: test.home,
    homeDirectory: test.home,
    print: (text) => void out.push(text),
    report: (text) => void err.push(text),
    readLine: async () => test.input.shift(),
    readAll: async () => test.input.splice(0).join('\n'),
    openBrowser: (address) => test.browse(address),
    now: () => test.clock,
  };
}

/** A terminal whose home is a temporary folder. GATEHOUSE_HOME points into it, so no real start is found. */
export async function openTestTerminal(): Promise<TestTerminal> {
  const home = await mkdtemp(join(tmpdir(), 'gatehouse-cli-'));
  const test: TestTerminal = {
    home,
    environment: { GATEHOUSE_HOME: join(home, 'data') },
    input: [],
    browse: () => {},
    clock: Date.UTC(2026, 10, 24, 8),
    async run(...argv) {
      const out: string[] = [];
      const err: string[] = [];
      const exitCode = await runCommand(argv, buildTerminal(test, out, err));
      return { exitCode, stdout: out.join(''), stderr: err.join('') };
    },
    stop: () => rm(home, { recursive: true, force: true }),
  };
  return test;
}
