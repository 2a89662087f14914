import { spawn } from 'node:child_process';
import type { ServerAccount } from './server-account.ts';

export interface ProgramResult {
  readonly exitCode: number | null;
  readonly output: string;
}

/**
 * The environment of every PostgreSQL program: nothing of the caller's (PGDATA, LD_PRELOAD, a
 * locale that is not installed) changes what it does.
 */
export const programEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as const;

/**
 * Runs a program to its end, in a process group of its own so that Ctrl-C does not cut it in half.
 * @throws the system error when it cannot be started (EACCES: may not run; ENOENT)
 */
export function runProgram(
  programPath: string,
  programArguments: readonly string[],
  account: ServerAccount | undefined,
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(programPath, programArguments, {
      ...account,
      cwd: '/',
      env: programEnvironment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output }));
  });
}
