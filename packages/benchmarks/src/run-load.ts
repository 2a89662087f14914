import { fork } from 'node:child_process';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LoadPlan, LoadResult } from './load-generator.ts';

const loadProcess = fileURLToPath(
  new URL(`./load-process${extname(import.meta.url)}`, import.meta.url),
);

/** Runs a plan in a process of its own. Rejects where the process dies without a result. */
export function runLoad(plan: LoadPlan): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const child = fork(loadProcess);
    child.once('message', (result: LoadResult) => resolve(result));
    child.once('exit', (code) => reject(new Error(`The load generator ended with code ${code}.`)));
    child.send(plan);
  });
}
