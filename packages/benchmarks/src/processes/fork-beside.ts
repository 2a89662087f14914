import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Forks a module of this package, named without its extension, in the way in which this process was started. */
export function forkBeside(module: URL, { options = [] as readonly string[] } = {}): ChildProcess {
  const file = fileURLToPath(module) + extname(import.meta.url);
  return fork(file, [], {
    execArgv: [
      ...process.execArgv.filter((option) => !option.startsWith('--cpu-prof')),
      ...options,
    ],
    env: { ...process.env, NODE_ENV: 'production' },
  });
}
