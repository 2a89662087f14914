import { forkBeside } from '../processes/fork-beside.ts';
import type { LoadPlan, LoadResult } from './load-plan.ts';

/** Runs a plan in a process of its own. Rejects where the process dies without a result. */
export function runLoad(plan: LoadPlan): Promise<LoadResult> {
  const { promise, resolve, reject } = Promise.withResolvers<LoadResult>();
  const child = forkBeside(new URL('./load-process', import.meta.url));
  child.once('message', (result: LoadResult) => resolve(result));
  child.once('exit', (code) => reject(new Error(`The load generator ended with code ${code}.`)));
  child.send(plan);
  return promise;
}
