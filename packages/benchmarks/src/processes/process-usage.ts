// CPU time and memory of processes, from /proc (Linux).

import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** CPU time by process. */
export type CpuSeconds = ReadonlyMap<number, number>;

/** @returns the CPU time that a process, and everything below it, have used since they began. */
export function readCpuSeconds(root: number): CpuSeconds {
  const seconds = new Map<number, number>();
  for (const pid of listProcessTree(root)) {
    const fields = readStat(pid);
    if (fields === undefined) continue;
    seconds.set(pid, (Number(fields[11]) + Number(fields[12])) / ticksPerSecond);
  }
  return seconds;
}

/** @returns what was used in between. A process that has ended meanwhile counts for nothing: it was idle. */
export function sumCpuSeconds(before: CpuSeconds, after: CpuSeconds): number {
  let sum = 0;
  for (const [pid, seconds] of after) sum += seconds - (before.get(pid) ?? 0);
  return sum;
}

/** @returns the resident memory of one process. */
export function readResidentMegabytes(pid: number): number {
  const status = readProcess(pid, 'status') ?? '';
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
}

/** @returns a process and everything below it. */
function listProcessTree(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? readStat(Number(name))?.[1] : undefined;
    if (parent === undefined) continue;
    children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)]);
  }
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** The fields behind the name of the program, which may hold spaces: the state is the first. */
function readStat(pid: number): string[] | undefined {
  const stat = readProcess(pid, 'stat');
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function readProcess(pid: number, file: 'stat' | 'status'): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return undefined;
  }
}
