// The built product as a child process, as an operator runs it.

import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const mainModule = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export interface StartedProduct {
  readonly process: ChildProcess;
  /** Standard output and error so far. */
  readonly output: () => string;
  /** The code that it ended with; null where a signal ended it. */
  readonly exitCode: Promise<number | null>;
  /** Resolves when the output holds the text; rejects when the process has ended without it. */
  until(text: string): Promise<void>;
}

export function startProduct(environment: Readonly<Record<string, string>>): StartedProduct {
  const child = spawn(process.execPath, [mainModule], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  const take = (part: Buffer) => {
    output += part.toString('utf8');
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = Promise.withResolvers<number | null>();
  // `close` and not `exit`: by then the pipes are empty.
  child.once('close', (code) => ended.resolve(code));
  return {
    process: child,
    output: () => output,
    exitCode: ended.promise,
    until(text) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const look = () => {
        if (output.includes(text)) resolve();
      };
      listeners.add(look);
      look();
      void ended.promise.then(() => reject(new Error(`It ended with: ${output}`)));
      return promise.finally(() => listeners.delete(look));
    },
  };
}

/** A data folder that PostgreSQL's account may pass through, also when root runs the tests. */
export function createHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'gatehouse-start-'));
  chmodSync(home, 0o711);
  return home;
}

export function removeHome(home: string): void {
  rmSync(home, { recursive: true, force: true, maxRetries: 3 });
}

export async function findFreePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const probe = createServer();
  probe.once('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() =>
      typeof address === 'object' && address !== null
        ? resolve(address.port)
        : reject(new Error('No port was given.')),
    );
  });
  return promise;
}
