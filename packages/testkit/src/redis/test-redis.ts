// A real redis-server of a test's own: on a free port, in a folder of its own, killed and filled at will.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface TestRedis {
  readonly url: string;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** It keeps its connections and answers nothing, until `resume`. */
  suspend(): void;
  resume(): void;
  /** Runs a command, as an administrator would. @returns what it answered, as text. */
  command(...words: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

export async function startTestRedis(): Promise<TestRedis> {
  const port = await findFreePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-redis-'));
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const nothingKept = ['--save', '', '--appendonly', 'no'];
    const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder];
    const started = spawn('redis-server', [...place, ...nothingKept], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    server = started;
    for await (const line of started.stdout ?? []) {
      if (String(line).includes('Ready to accept connections')) break;
    }
  }

  async function kill(): Promise<void> {
    const ended = server;
    server = undefined;
    if (ended === undefined || ended.exitCode !== null) return;
    const exit = once(ended, 'exit');
    ended.kill('SIGKILL');
    await exit;
  }

  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    start,
    suspend: () => void server?.kill('SIGSTOP'),
    resume: () => void server?.kill('SIGCONT'),
    async command(...words) {
      const client = spawn('redis-cli', ['-p', String(port), ...words]);
      const parts: Buffer[] = [];
      client.stdout.on('data', (part: Buffer) => parts.push(part));
      await once(client, 'close');
      return Buffer.concat(parts).toString().trim();
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
