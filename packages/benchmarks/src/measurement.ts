// One thing that is measured, over interleaved rounds, and what comes of it: medians, because the machine
// is shared, and ratios within a round, because its speed drifts between rounds.

import type { LoadResult } from './load-generator.ts';
import { processTree, readUsage } from './process-usage.ts';
import { runLoad } from './run-load.ts';

export interface Subject {
  readonly id: string;
  readonly title: string;
  readonly port: number;
  readonly pid: number;
  readonly requests: readonly string[];
  /** The subject whose requests per second this one's are held against. */
  readonly against?: string;
}

export interface Sample {
  readonly load: LoadResult;
  readonly single: LoadResult;
  readonly cpuMicrosPerRequest: number;
  readonly residentMegabytes: number;
}

export interface RoundLength {
  readonly warmUpMilliseconds: number;
  readonly milliseconds: number;
}

const connections = 48;

/** Loads a subject with 48 connections, then with one. */
export async function measure(subject: Subject, length: RoundLength): Promise<Sample> {
  const plan = { port: subject.port, requests: subject.requests };
  const pids = processTree(subject.pid);
  // The CPU of the warm-up counts too, so the warm-up's requests have to: the rate is taken as even.
  const before = readUsage(pids);
  const load = await runLoad({ ...plan, ...length, connections });
  const after = readUsage(pids);
  const share = length.milliseconds / (length.milliseconds + length.warmUpMilliseconds);
  const single = await runLoad({ ...plan, ...length, connections: 1 });
  if (load.failures + single.failures > 0) {
    throw new Error(
      `${subject.title}: ${load.failures + single.failures} requests were not answered with 200.`,
    );
  }
  return {
    load,
    single,
    cpuMicrosPerRequest: (((after.cpuSeconds - before.cpuSeconds) * share) / load.requests) * 1e6,
    residentMegabytes: after.residentMegabytes,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[middle - (sorted.length % 2 === 0 ? 1 : 0)], sorted[middle]];
  return (low + high) / 2;
}
