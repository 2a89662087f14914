// Starts and stops the whole product as an operator would: one child process, one port, one data folder.

import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../../..', import.meta.url));
const nodeProgram = path.join(repository, 'node_modules/node/bin/node');
const mainModule = path.join(repository, 'apps/all-in-one/dist/main.js');
const firstStartMilliseconds = 90_000;
const stopMilliseconds = 30_000;

/** What the start writes for the CLI beside the data: `cli.json`. */
export interface ProductAddress {
  readonly url: string;
  readonly workspaceId: string;
  readonly apiKey: string;
}

export interface ProductOptions {
  readonly home: string;
  readonly port: number;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Product extends RunningProduct {
  readonly address: ProductAddress;
}

export interface RunningProduct {
  readonly home: string;
  readonly port: number;
  /** stdout and stderr of every start on this data folder. */
  readonly logFile: string;
  readonly process: ChildProcess;
  /** SIGTERM; resolves with the exit code once the process is gone. */
  stop(): Promise<number | null>;
  /** SIGKILL of that one process; resolves once it is gone. */
  kill(): Promise<void>;
}

/** A data folder that PostgreSQL's account may enter, also when root runs the tests. */
export function createHome(): string {
  const home = mkdtempSync('/tmp/gatehouse-test-');
  chmodSync(home, 0o711);
  return home;
}

export function removeHome(home: string): void {
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
}

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('no port was assigned'));
      });
    });
  });
}

/** Spawns the product without waiting for it; its output goes to `logFile`. */
export function spawnProduct(options: ProductOptions, logFile: string): ChildProcess {
  if (!existsSync(mainModule)) {
    throw new Error(`${mainModule} is missing: run "npx turbo run build" first.`);
  }
  const log = openSync(logFile, 'a', 0o600);
  try {
    return spawn(nodeProgram, [mainModule], {
      cwd: repository,
      env: {
        PATH: process.env['PATH'] ?? '',
        HOME: process.env['HOME'] ?? '',
        GATEHOUSE_HOME: options.home,
        PORT: String(options.port),
        ...options.environment,
      },
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

/** Starts the product as the local start that it is on a developer's machine. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const running = await launchProduct(options);
  return { ...running, address: readAddress(options.home) };
}

/** Starts the product and resolves once it says that it is ready; throws with its output where it does not. */
export async function launchProduct(options: ProductOptions): Promise<RunningProduct> {
  const logFile = path.join(options.home, 'product.log');
  const logStart = existsSync(logFile) ? readFileSync(logFile).byteLength : 0;
  const child = spawnProduct(options, logFile);
  const readLog = () => readFileSync(logFile).subarray(logStart).toString('utf8');
  await waitUntilReady(child, readLog);
  return {
    home: options.home,
    port: options.port,
    logFile,
    process: child,
    stop: () => endProcess(child, 'SIGTERM'),
    kill: async () => {
      await endProcess(child, 'SIGKILL');
    },
  };
}

function waitUntilReady(child: ChildProcess, readLog: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const fail = (reason: string) => {
      clearInterval(poll);
      // Gently: its PostgreSQL has to go with it.
      const explain = () =>
        reject(new Error(`Gatehouse did not start (${reason}). Its output:\n${readLog()}`));
      endProcess(child, 'SIGTERM').then(explain, explain);
    };
    const poll = setInterval(() => {
      if (readLog().includes('Gatehouse is ready')) {
        clearInterval(poll);
        resolve();
      } else if (child.exitCode !== null || child.signalCode !== null) {
        fail(`it ended with ${child.exitCode ?? child.signalCode}`);
      } else if (performance.now() - startedAt > firstStartMilliseconds) {
        fail(`it was not ready after ${firstStartMilliseconds / 1_000} s`);
      }
    }, 50);
  });
}

/** Sends the signal and waits for the end; throws where the process stays. */
export function endProcess(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve, reject) => {
    const insist = setTimeout(() => {
      child.kill('SIGKILL');
      reject(
        new Error(`the process was still running ${stopMilliseconds / 1_000} s after ${signal}`),
      );
    }, stopMilliseconds);
    child.once('exit', (exitCode) => {
      clearTimeout(insist);
      resolve(exitCode);
    });
    child.kill(signal);
  });
}

function readAddress(home: string): ProductAddress {
  const file = path.join(home, 'cli.json');
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const read = (name: string): string => {
    const value = (parsed as Record<string, unknown>)[name];
    if (typeof value !== 'string') throw new Error(`${file} has no "${name}"`);
    return value;
  };
  return { url: read('url'), workspaceId: read('workspace_id'), apiKey: read('api_key') };
}
