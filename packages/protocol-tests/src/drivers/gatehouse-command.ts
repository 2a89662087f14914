// The `gatehouse` command as somebody runs it in the repository, with the test's product as the local start.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runningProduct } from './running-product.ts';

const repository = fileURLToPath(new URL('../../../..', import.meta.url));
const nodeProgram = path.join(repository, 'node_modules/node/bin/node');
const program = path.join(repository, 'apps/cli/bin/gatehouse.mjs');

export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is running: what it wrote so far, and its end. */
export class RunningCommand {
  readonly #child: ChildProcess;
  readonly finished: Promise<Finished>;
  #stdout = '';
  #stderr = '';

  constructor(child: ChildProcess) {
    this.#child = child;
    child.stdout?.on('data', (text) => {
      this.#stdout += text;
    });
    child.stderr?.on('data', (text) => {
      this.#stderr += text;
    });
    this.finished = new Promise((resolve) => {
      child.once('close', (exitCode) =>
        resolve({ exitCode, stdout: this.#stdout, stderr: this.#stderr }),
      );
    });
  }

  /** @returns what the pattern's first group matches in standard error, as soon as it does. */
  async reported(pattern: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(this.#stderr)?.[1];
        if (found !== undefined) resolve(found);
      };
      this.#child.stderr?.on('data', look);
      void this.finished.then(({ stderr }) => reject(new Error(`the command ended:\n${stderr}`)));
      look();
    });
  }

  /** Ends it where it still runs. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null) this.#child.kill('SIGTERM');
    await this.finished;
  }
}

/** A person's terminal: a configuration file of its own. */
export class CommandTerminal {
  readonly folder = mkdtempSync('/tmp/gatehouse-cli-');
  readonly #running: RunningCommand[] = [];

  start(...argv: readonly string[]): RunningCommand {
    const child = spawn(nodeProgram, [program, ...argv], {
      cwd: repository,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: this.folder,
        GATEHOUSE_HOME: runningProduct().home,
        GATEHOUSE_CONFIG_PATH: path.join(this.folder, 'config.json'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const command = new RunningCommand(child);
    this.#running.push(command);
    return command;
  }

  /** Runs a command to its end. */
  run(...argv: readonly string[]): Promise<Finished> {
    return this.start(...argv).finished;
  }

  /** Runs a command that has to succeed. @returns its JSON document. */
  async read(...argv: readonly string[]): Promise<Record<string, unknown>> {
    const { exitCode, stdout, stderr } = await this.run(...argv, '--format', 'json');
    if (exitCode !== 0) throw new Error(`gatehouse ${argv.join(' ')} failed:\n${stderr}`);
    return JSON.parse(stdout);
  }

  /** The tokens that `auth` left in the configuration file. */
  readSignIn(): { readonly accessToken: string; readonly refreshToken: string } {
    const text = readFileSync(path.join(this.folder, 'config.json'), 'utf8');
    const read = (name: string): string => new RegExp(`"${name}": "([^"]+)"`).exec(text)?.[1] ?? '';
    return { accessToken: read('access_token'), refreshToken: read('refresh_token') };
  }

  async stop(): Promise<void> {
    await Promise.all(this.#running.map((command) => command.stop()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
