// Finds the server that an owner killed without warning left behind, and stops it cleanly. Only
// the holder of the owner lock comes here, so whatever still runs has no owner any more.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError, errorCode } from './embedded-postgres-error.ts';
import { buildServerMark } from './server-settings.ts';

const fastStopMilliseconds = 60_000;
const immediateStopMilliseconds = 10_000;
// Larger than any process id a system hands out, so never alive.
const deadProcessId = 2_147_483_647;

interface Survivor {
  readonly processId: number;
  /** The end of its command line. */
  readonly mark: string;
}

/** @returns the process id of the server that was stopped, or undefined */
export async function stopSurvivingServer(folder: DataFolder): Promise<number | undefined> {
  const pidFile = path.join(folder.cluster, 'postmaster.pid');
  const processId = loadProcessId(pidFile);
  if (processId === undefined) return undefined;
  const survivor = { processId, mark: buildServerMark(folder) };
  if (!isRunning(survivor)) {
    disarmPidFile(pidFile);
    return undefined;
  }
  // SIGINT is PostgreSQL's fast shutdown, SIGQUIT the immediate one (recovers at the next start).
  if (await stopWith('SIGINT', survivor, fastStopMilliseconds)) return processId;
  if (await stopWith('SIGQUIT', survivor, immediateStopMilliseconds)) return processId;
  throw new EmbeddedPostgresError(
    `PostgreSQL (process ${processId}) still runs in ${folder.cluster} after an earlier start and does not stop: end that process, and start again.`,
  );
}

function loadProcessId(pidFile: string): number | undefined {
  try {
    const processId = Number(readFileSync(pidFile, 'utf8').split('\n', 1)[0]);
    return Number.isInteger(processId) && processId > 0 ? processId : undefined;
  } catch {
    return undefined;
  }
}

/** False for a process that is gone, only waits to be reaped, or is another program by now. */
function isRunning({ processId, mark }: Survivor): boolean {
  try {
    if (process.platform === 'linux') {
      return readFileSync(`/proc/${processId}/cmdline`, 'utf8').endsWith(`\0${mark}\0`);
    }
    const query = ['-ww', '-o', 'command=', '-p', String(processId)];
    return execFileSync('ps', query, { encoding: 'utf8' }).trimEnd().endsWith(` ${mark}`);
  } catch {
    return false;
  }
}

/**
 * PostgreSQL takes any living process of its user under the old id for its predecessor (ids are
 * reused quickly in containers). Only the id is replaced: the shared memory key in the same file
 * still keeps a new server off data that orphaned backends have open.
 */
function disarmPidFile(pidFile: string): void {
  const [, ...rest] = readFileSync(pidFile, 'utf8').split('\n');
  writeFileSync(pidFile, [deadProcessId, ...rest].join('\n'));
}

async function stopWith(
  signal: NodeJS.Signals,
  survivor: Survivor,
  waitMilliseconds: number,
): Promise<boolean> {
  const deadline = performance.now() + waitMilliseconds;
  sendSignal(survivor.processId, signal);
  while (isRunning(survivor)) {
    if (performance.now() > deadline) return false;
    await pause(20);
  }
  return true;
}

function sendSignal(processId: number, signal: NodeJS.Signals): void {
  try {
    process.kill(processId, signal);
  } catch (error) {
    // ESRCH: it ended by itself in this moment.
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
