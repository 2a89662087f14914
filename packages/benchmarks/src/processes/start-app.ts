import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { findFreePort } from './free-port.ts';
import { endProcess, type StartedServer } from './started-server.ts';
import { waitUntilReady } from './wait-until-ready.ts';

const apps = new URL('../../../../apps/', import.meta.url);

export interface AppStart {
  readonly app: 'project-api' | 'account-experience';
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Of Node. */
  readonly options?: readonly string[];
}

/** Starts a built app as it runs in production, in a process of its own, and resolves when it serves. */
export async function startApp({
  app,
  port,
  environment,
  options = [],
}: AppStart): Promise<StartedServer> {
  const child = spawn(
    process.execPath,
    [...options, fileURLToPath(new URL(`${app}/dist/main.js`, apps))],
    {
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(port),
        GATEHOUSE_METRICS_PORT: String(await findFreePort()),
        // The others write no line for each request either.
        LOG_LEVEL: 'warn',
        ...environment,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const started = { port, pid: child.pid ?? 0, stop: () => endProcess(child) };
  try {
    await waitUntilReady(app, port, () => child.exitCode);
  } catch (error) {
    await started.stop();
    throw error;
  }
  return started;
}
