// The parts of an installation as processes of their own, on a database of their own, as containers run them.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../..', import.meta.url));
const random = () => randomBytes(32).toString('base64url');

/** Connection strings of the roles. */
export interface DatabaseUrls {
  readonly appUrl: string;
  readonly hotUrl: string;
  readonly ownerUrl: string;
}

export type Settings = Readonly<Record<string, string>>;

/** What every process of an installation in host mode is told alike. */
export function buildSettings(database: DatabaseUrls): Settings {
  return {
    HOST: '127.0.0.1',
    GATEHOUSE_ORIGIN: 'http://console.localhost',
    GATEHOUSE_PROJECTS_DOMAIN: 'apis.localhost',
    GATEHOUSE_KEYRING: `test:${random()}`,
    GATEHOUSE_CONSOLE_KEY: random(),
    DATABASE_URL: database.appUrl,
    DATABASE_HOT_URL: database.hotUrl,
    DATABASE_DIRECT_URL: database.ownerUrl,
  };
}

export interface FinishedProcess {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program of this repository to its end. */
export function runProgram(
  file: string,
  args: readonly string[],
  environment: Settings = {},
): Promise<FinishedProcess> {
  return finish(launch(file, { args, environment, folder: repository }));
}

export interface ServingProcess {
  readonly origin: string;
  readonly port: number;
  readonly pid: number;
  /** @returns the code that it ended with after SIGTERM. */
  stop(): Promise<number | null>;
  /** SIGKILL; resolves once it is gone. */
  kill(): Promise<void>;
}

/**
 * Starts an app with its image's command, and resolves when it is ready. It listens at `PORT`, or at a free one.
 * @param folder where its files are.
 */
export async function serveApp(
  app: string,
  environment: Settings,
  folder = repository,
): Promise<ServingProcess> {
  const port = Number(environment['PORT'] ?? (await findFreePort()));
  const child = launch(`apps/${app}/dist/main.js`, {
    args: [],
    environment: { ...environment, PORT: String(port) },
    folder,
  });
  const ended = finish(child);
  const origin = `http://127.0.0.1:${port}`;
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    return (await ended).code;
  };
  await untilReady(`${origin}/health/ready`, ended);
  return {
    origin,
    port,
    pid: child.pid ?? 0,
    stop: () => end('SIGTERM'),
    async kill() {
      await end('SIGKILL');
    },
  };
}

interface Launch {
  readonly args: readonly string[];
  readonly environment: Settings;
  readonly folder: string;
}

function launch(file: string, { args, environment, folder }: Launch): ChildProcess {
  return spawn(process.execPath, [file, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function finish(child: ChildProcess): Promise<FinishedProcess> {
  let output = '';
  const take = (part: Buffer) => {
    output += part.toString('utf8');
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const { promise, resolve } = Promise.withResolvers<FinishedProcess>();
  child.once('close', (code) => resolve({ code, output }));
  return promise;
}

async function untilReady(url: string, ended: Promise<FinishedProcess>): Promise<void> {
  let early: FinishedProcess | undefined;
  void ended.then((finished) => {
    early = finished;
  });
  for (;;) {
    if (early !== undefined) throw new Error(`It ended with ${early.code}: ${early.output}`);
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** @returns a port of 127.0.0.1 that nobody listens at. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}
