// The parts of an installation as processes of their own, on a database of their own, as containers run them.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createInternalFetch } from '@gatehouse/runtime';
import type { OpenPostgres } from '../src/database/open-postgres.ts';
import { findFreePort } from './started-product.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));
const random = () => randomBytes(32).toString('base64url');

/** What every process of this installation is told alike. */
export function buildSettings(
  database: Omit<OpenPostgres, 'stop'>,
): Readonly<Record<string, string>> {
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
  environment: Readonly<Record<string, string>> = {},
): Promise<FinishedProcess> {
  return finish(launch(file, { args, environment, folder: repository }));
}

export interface ServingProcess {
  readonly origin: string;
  /** A request for a public URL of the installation, sent to this very process. */
  readonly fetch: typeof globalThis.fetch;
  /** @returns the code that it ended with after SIGTERM. */
  stop(): Promise<number | null>;
}

/** Starts an app with its image's command, and resolves when it is ready. @param folder where its files are. */
export async function serveApp(
  app: string,
  environment: Readonly<Record<string, string>>,
  folder = repository,
): Promise<ServingProcess> {
  const port = await findFreePort();
  const child = launch(`apps/${app}/dist/main.js`, {
    args: [],
    environment: { ...environment, PORT: String(port) },
    folder,
  });
  const ended = finish(child);
  const origin = `http://127.0.0.1:${port}`;
  await untilReady(`${origin}/health/ready`, ended);
  return {
    origin,
    fetch: createInternalFetch({ origin }),
    async stop() {
      child.kill('SIGTERM');
      return (await ended).code;
    },
  };
}

interface Launch {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
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
