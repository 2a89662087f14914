import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findFreePort } from './free-port.ts';
import { endProcess, type StartedServer } from './started-server.ts';
import { waitUntilReady } from './wait-until-ready.ts';

const root = new URL('../../../../', import.meta.url);

export interface AppStart {
  readonly app: 'project-api' | 'account-experience';
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Of Node, besides those of the image. */
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
    [...readImageOptions(), ...options, fileURLToPath(new URL(`apps/${app}/dist/main.js`, root))],
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

/** The options of Node with which the image starts every app. */
function readImageOptions(): string[] {
  const dockerfile = readFileSync(new URL('docker/Dockerfile', root), 'utf8');
  const [, command = ''] = /^CMD \["node", (.*), "app\/dist\/main\.js"\]$/m.exec(dockerfile) ?? [];
  return JSON.parse(`[${command}]`);
}
