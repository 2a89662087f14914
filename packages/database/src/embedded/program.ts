import { spawn } from 'node:child_process';
import type { ServerAccount } from './server-account.ts';

export interface Program {
  readonly path: string;
  readonly programArguments: readonly string[];
  readonly account: ServerAccount | undefined;
  /** Inherited as the descriptors from 3 on. */
  readonly descriptors?: readonly number[];
}

export interface ProgramResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/** Standard output and error: a descriptor, or to be read by us. */
type Output = number | 'pipe';

/**
 * Spawns a PostgreSQL program in a process group of its own, so that Ctrl-C in the terminal does
 * not reach it. Nothing of our environment (PGDATA, LD_PRELOAD, a locale that is not installed)
 * changes what it does.
 */
export function spawnProgram(program: Program, output: Output) {
  return spawn(program.path, program.programArguments, {
    ...program.account,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    detached: true,
    stdio: ['ignore', output, output, ...(program.descriptors ?? [])],
  });
}

/**
 * Runs a program to its end.
 * @throws the system error when it cannot be started (EACCES: may not run; ENOENT)
 */
export function runProgram(program: Program): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawnProgram(program, 'pipe');
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}
