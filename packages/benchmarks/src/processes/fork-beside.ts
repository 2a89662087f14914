import { type ChildProcess, fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Forks a module of this package, named without its extension, in the way in which this process was started. */
export function forkBeside(
  module: URL,
  { arguments: values = [] as readonly string[], environment = {} } = {},
): ChildProcess {
  const file = fileURLToPath(module) + extname(import.meta.url);
  return fork(file, [...values], {
    execArgv: process.execArgv.filter((option) => !option.startsWith('--cpu-prof')),
    env: { ...process.env, NODE_ENV: 'production', ...environment },
  });
}
