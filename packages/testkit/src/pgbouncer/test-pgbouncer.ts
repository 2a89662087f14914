// A real PgBouncer in transaction mode of a test's own: on a free port, in a folder of its own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFreePort } from '../processes/index.ts';

export interface TestPgbouncer {
  /** @returns the same login to the same database, through it. */
  through(url: string): string;
  stop(): Promise<void>;
}

export interface TestPgbouncerOptions {
  /** Connection strings of the roles that may log in, all of one server. */
  readonly urls: readonly string[];
  /** Connections to PostgreSQL at most, for each role and database. */
  readonly poolSize: number;
}

export async function startTestPgbouncer(options: TestPgbouncerOptions): Promise<TestPgbouncer> {
  const port = await findFreePort();
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-pgbouncer-'));
  const account = decideAccount();
  writeFileSync(path.join(folder, 'users'), describeUsers(options.urls), { mode: 0o600 });
  const file = path.join(folder, 'pgbouncer.ini');
  writeFileSync(file, describeSettings(options, { port, folder }), { mode: 0o600 });
  if (account !== undefined) {
    for (const place of [folder, file, path.join(folder, 'users')]) {
      chownSync(place, account.uid, account.gid);
    }
  }
  chmodSync(folder, 0o700);

  // Debian keeps it where the path of an ordinary user does not lead.
  const searchPath = `${process.env['PATH'] ?? ''}${path.delimiter}/usr/sbin`;
  const server = spawn('pgbouncer', [file], {
    ...account,
    env: { PATH: searchPath },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exit = once(server, 'exit');
  const start = Promise.withResolvers<void>();
  let output = '';
  // Its log is read to the end: a pipe that nobody reads would stop it.
  server.stderr.on('data', (part: Buffer) => {
    output += String(part);
    if (output.includes('process up')) start.resolve();
  });
  server.once('error', start.reject);
  server.once('exit', () => start.reject(new Error(`PgBouncer did not start: ${output}`)));
  await start.promise;
  return {
    through(url) {
      const changed = new URL(url);
      changed.host = `127.0.0.1:${port}`;
      changed.search = '';
      return changed.href;
    },
    async stop() {
      server.kill('SIGKILL');
      await exit;
      rmSync(folder, { recursive: true });
    },
  };
}

/** It refuses to run as root. */
function decideAccount(): { readonly uid: number; readonly gid: number } | undefined {
  const nobody = 65_534;
  return process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : undefined;
}

function describeUsers(urls: readonly string[]): string {
  const lines = urls.map((text) => {
    const { username, password } = new URL(text);
    return `"${decodeURIComponent(username)}" "${decodeURIComponent(password)}"\n`;
  });
  return lines.join('');
}

function describeSettings(
  { urls, poolSize }: TestPgbouncerOptions,
  { port, folder }: { readonly port: number; readonly folder: string },
): string {
  const [first] = urls;
  if (first === undefined) throw new Error('Name at least one login.');
  const { hostname, port: serverPort, searchParams } = new URL(first);
  // The folder of a socket stands in the parameters.
  const host = searchParams.get('host') ?? hostname;
  return `[databases]
* = host=${host} port=${serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${path.join(folder, 'users')}
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 200
`;
}
