// The whole product as a user starts it, with a project and clients to measure.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('../../../apps/all-in-one/dist/main.js', import.meta.url));
const startTimeoutMilliseconds = 60_000;

export interface Product {
  readonly port: number;
  readonly pid: number;
  readonly managementKey: string;
  readonly workspaceId: string;
  stop(): Promise<void>;
}

/** Starts the product on a free port with a data folder of its own. */
export async function startProduct(): Promise<Product> {
  const home = await mkdtemp(path.join(tmpdir(), 'gatehouse-bench-'));
  const port = await freePort();
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, PORT: String(port), GATEHOUSE_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await waitUntilReady(child);
  const cli: unknown = JSON.parse(await readFile(path.join(home, 'cli.json'), 'utf8'));
  const { api_key: managementKey, workspace_id: workspaceId } = cli as Record<string, string>;
  if (child.pid === undefined || managementKey === undefined || workspaceId === undefined) {
    throw new Error('The product started without a key for the command line.');
  }
  return {
    port,
    pid: child.pid,
    managementKey,
    workspaceId,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      await rm(home, { recursive: true, force: true });
    },
  };
}

function waitUntilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(
      () => reject(new Error(`The product did not get ready:\n${output}`)),
      startTimeoutMilliseconds,
    );
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes('Gatehouse is ready')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) =>
      reject(new Error(`The product ended with code ${code}:\n${output}`)),
    );
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') resolve(address.port);
        else reject(new Error('No free port.'));
      });
    });
  });
}
