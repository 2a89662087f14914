// CPU time and memory of processes, from /proc (Linux).

import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

export interface Usage {
  readonly cpuSeconds: number;
  readonly residentMegabytes: number;
}

/** @returns the sum over the processes that still exist. */
export function readUsage(pids: readonly number[]): Usage {
  let ticks = 0;
  let kilobytes = 0;
  for (const pid of pids) {
    const stat = readProcess(pid, 'stat');
    const status = readProcess(pid, 'status');
    if (stat === undefined || status === undefined) continue;
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    ticks += Number(fields[11]) + Number(fields[12]);
    kilobytes += Number(/RssAnon:\s+(\d+)/.exec(status)?.[1] ?? 0);
  }
  return { cpuSeconds: ticks / ticksPerSecond, residentMegabytes: kilobytes / 1024 };
}

/** @returns a process and everything below it. */
export function processTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readProcess(Number(name), 'stat');
    if (stat === undefined) continue;
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

function readProcess(pid: number, file: 'stat' | 'status'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
