// The product's data plane as it runs in production: the project API in a process of its own.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { MeasuredPostgres } from '../installation/measured-postgres.ts';
import { findFreePort } from '../processes/free-port.ts';
import { endProcess, type StartedServer } from '../processes/started-server.ts';

const entry = fileURLToPath(new URL('../../../../apps/project-api/dist/main.js', import.meta.url));
const readyTimeoutMilliseconds = 30_000;

export interface ProductOptions {
  readonly postgres: Pick<MeasuredPostgres, 'appUrl' | 'hotUrl'>;
  /** The text of GATEHOUSE_KEYRING. */
  readonly keyring: string;
  readonly origin: string;
  readonly port: number;
}

export async function startProduct(options: ProductOptions): Promise<StartedServer> {
  const { postgres, keyring, origin, port } = options;
  const profile = process.env['BENCH_CPU_PROFILE'];
  const child = spawn(
    process.execPath,
    [...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]), entry],
    {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(port),
        GATEHOUSE_ORIGIN: origin,
        GATEHOUSE_KEYRING: keyring,
        GATEHOUSE_METRICS_PORT: String(await findFreePort()),
        // The others write no line for each request either.
        LOG_LEVEL: 'warn',
        DATABASE_URL: postgres.appUrl,
        DATABASE_HOT_URL: postgres.hotUrl,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  await waitUntilReady(port, () => child.exitCode);
  return { port, pid: child.pid ?? 0, stop: () => endProcess(child) };
}

async function waitUntilReady(port: number, exitCode: () => number | null): Promise<void> {
  const deadline = performance.now() + readyTimeoutMilliseconds;
  while (performance.now() < deadline) {
    if (exitCode() !== null) throw new Error(`The project API ended with code ${exitCode()}.`);
    const isReady = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The project API did not get ready.');
}
