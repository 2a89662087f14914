// Runs the server process: spawn, wait until it answers, stop.
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { EmbeddedPostgresError, errorCode } from './embedded-postgres-error.ts';
import { type Program, spawnProgram } from './program.ts';

export interface ServerOptions {
  readonly program: Program;
  readonly logFile: string;
  readonly superuserUrl: string;
  readonly onProgress: (line: string) => void;
}

const firstAnswerMilliseconds = 60_000;
const fastStopMilliseconds = 60_000;
const orphanRetryMilliseconds = 15_000;
const largestLogBytes = 8 * 1024 * 1024;

/**
 * Starts PostgreSQL in a process group of its own and resolves once a login works. Backends whose
 * server was killed need a moment to notice; until then the start is tried again.
 * @throws EmbeddedPostgresError with PostgreSQL's own reason
 */
export async function startServer(options: ServerOptions): Promise<ChildProcess> {
  const deadline = performance.now() + orphanRetryMilliseconds;
  for (;;) {
    rotateLog(options.logFile);
    const logStart = statSync(options.logFile, { throwIfNoEntry: false })?.size ?? 0;
    const server = spawnServer(options);
    try {
      await waitUntilReady(server, options);
      return server;
    } catch (error) {
      await stopServer(server);
      const log = readFileSync(options.logFile).subarray(logStart).toString('utf8');
      const isHeldByOrphans = log.includes('pre-existing shared memory block');
      if (!isHeldByOrphans || performance.now() > deadline)
        throw explainFailure(error, log, options);
      await pause(100);
    }
  }
}

/** Fast shutdown, resolved when the process is gone; immediate when that takes a minute. */
export async function stopServer(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return;
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.kill('SIGINT');
  const insist = setTimeout(() => server.kill('SIGQUIT'), fastStopMilliseconds);
  server.ref();
  await ended;
  clearTimeout(insist);
}

function spawnServer(options: ServerOptions): ChildProcess {
  // A file, not a pipe: the server outlives a killed owner and must still be able to write.
  const log = openSync(options.logFile, 'a', 0o600);
  try {
    const server = spawnProgram(options.program, log);
    server.on('error', () => {});
    server.unref();
    return server;
  } finally {
    closeSync(log);
  }
}

async function waitUntilReady(server: ChildProcess, options: ServerOptions): Promise<void> {
  const startedAt = performance.now();
  let saysRecovering = false;
  while (!hasEnded(server)) {
    const refusal = await tryLogin(options.superuserUrl);
    if (refusal === undefined) return;
    const waitedMilliseconds = performance.now() - startedAt;
    // "Starting up": it replays its log after a crash, for as long as that takes.
    const isRecovering = errorCode(refusal) === '57P03';
    if (errorCode(refusal) === '28P01') throw refusal;
    if (!isRecovering && waitedMilliseconds > firstAnswerMilliseconds) throw refusal;
    if (isRecovering && waitedMilliseconds > 1_000 && !saysRecovering) {
      saysRecovering = true;
      options.onProgress('PostgreSQL is recovering its data');
    }
    await pause(saysRecovering ? 100 : 15);
  }
  throw new Error('the server ended');
}

async function tryLogin(superuserUrl: string): Promise<unknown> {
  const client = new Client({ connectionString: superuserUrl, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await client.end().catch(() => {});
  }
}

function hasEnded(server: ChildProcess): boolean {
  return server.pid === undefined || server.exitCode !== null || server.signalCode !== null;
}

function explainFailure(error: unknown, log: string, options: ServerOptions): Error {
  if (errorCode(error) === '28P01') {
    return new EmbeddedPostgresError(
      'PostgreSQL refuses the password in the data folder: restore the file "superuser-password" that belongs to this database.',
      { cause: error },
    );
  }
  const reason = log.split('\n').findLast((line) => /(FATAL|PANIC|ERROR):/.test(line));
  const detail = reason?.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '') ?? String(error);
  return new EmbeddedPostgresError(
    `PostgreSQL did not start (${detail}): the reason stands in ${options.logFile}.`,
    { cause: error },
  );
}

function rotateLog(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > largestLogBytes) renameSync(logFile, `${logFile}.1`);
}
