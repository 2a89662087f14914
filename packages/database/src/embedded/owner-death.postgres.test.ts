import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { decideServerAccount } from './server-account.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './start-embedded-postgres.ts';
import { stopAbandonedPostgres } from './stop-abandoned-postgres.ts';

const serverAccount = decideServerAccount('/does/not/exist');
const entry = new URL('./index.ts', import.meta.url).href;
const pgEntry = createRequire(import.meta.url).resolve('pg');
const children = new Set<ChildProcess>();
let parentFolder: string;
let dataFolder: string;
let postgres: EmbeddedPostgres | undefined;

beforeEach(() => {
  parentFolder = mkdtempSync(path.join(tmpdir(), 'gatehouse-embedded-'));
  dataFolder = path.join(parentFolder, 'data');
});

afterEach(async () => {
  for (const child of children) await kill(child);
  children.clear();
  await postgres?.stop();
  postgres = undefined;
  await stopAbandonedPostgres(dataFolder);
  rmSync(parentFolder, { recursive: true, force: true });
});

/** A process that owns a server, in a process group of its own as under a terminal. */
function spawnOwner(afterStart = '', account: object = {}): ChildProcess {
  const script = `
    import { startEmbeddedPostgres } from '${entry}';
    const postgres = await startEmbeddedPostgres({ dataFolder: process.argv[1] });
    ${afterStart}
    console.log(postgres.superuserUrl);
    setInterval(() => {}, 60_000);`;
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--input-type=module', '--eval', script, dataFolder],
    { ...account, detached: true, stdio: ['ignore', 'pipe', 'inherit'], cwd: '/' },
  );
  children.add(child);
  return child;
}

async function readLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the child has no output');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return String(line);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function loadValue(connectionString: string): Promise<unknown> {
  const client = await connect(connectionString);
  try {
    return (await client.query('SELECT value FROM kept')).rows;
  } finally {
    await client.end();
  }
}

function loadServerProcessId(): number {
  return Number(
    readFileSync(path.join(dataFolder, 'cluster/postmaster.pid'), 'utf8').split('\n')[0],
  );
}

test('after kill -9 of its owner the next start stops the surviving server and keeps its data', async () => {
  const owner = spawnOwner();
  const client = await connect(await readLine(owner));
  await client.query('CREATE TABLE kept AS SELECT 7 AS value');
  const survivor = loadServerProcessId();
  await kill(owner);
  expect((await client.query('SELECT value FROM kept')).rows).toEqual([{ value: 7 }]);
  const lines: string[] = [];
  postgres = await startEmbeddedPostgres({ dataFolder, onProgress: (line) => lines.push(line) });
  expect(lines).toEqual([
    `Stopped PostgreSQL (process ${survivor}) that an earlier start left running`,
  ]);
  expect(postgres.wasInitialised).toBe(false);
  expect(await loadValue(postgres.superuserUrl)).toEqual([{ value: 7 }]);
});

test('after kill -9 of owner and server amid open connections the next start recovers every commit', async () => {
  const owner = spawnOwner();
  const client = await connect(await readLine(owner));
  await client.query('CREATE TABLE kept AS SELECT 7 AS value');
  await client.query('BEGIN');
  await client.query('UPDATE kept SET value = 8');
  const server = loadServerProcessId();
  await kill(owner);
  process.kill(server, 'SIGKILL');
  postgres = await startEmbeddedPostgres({ dataFolder });
  expect(await loadValue(postgres.superuserUrl)).toEqual([{ value: 7 }]);
});

test('a stale pid file is no obstacle, even when its process id belongs to somebody else now', async () => {
  await (await startEmbeddedPostgres({ dataFolder })).stop();
  const stranger = spawn('sleep', ['600'], { ...serverAccount });
  children.add(stranger);
  const cluster = path.join(dataFolder, 'cluster');
  const pidFile = path.join(cluster, 'postmaster.pid');
  for (const processId of [stranger.pid, 2_000_000_000]) {
    writeFileSync(pidFile, `${processId}\n${cluster}\n1700000000\n5432\n\n\n  5432001         1\n`);
    postgres = await startEmbeddedPostgres({ dataFolder });
    await postgres.stop();
  }
  expect(stranger.exitCode).toBeNull();
});

test('an initialisation killed in the middle is done again from the start', async () => {
  const owner = spawnOwner();
  await vi.waitFor(
    () => expect(readdirSync(dataFolder).some((name) => name.includes('unfinished'))).toBe(true),
    { timeout: 20_000, interval: 5 },
  );
  await kill(owner);
  expect(existsSync(path.join(dataFolder, 'cluster'))).toBe(false);
  postgres = await startEmbeddedPostgres({ dataFolder });
  expect(postgres.wasInitialised).toBe(true);
  expect(readdirSync(dataFolder).sort()).toEqual([
    'cluster',
    'owner.lock',
    'postgres.log',
    'socket',
    'superuser-password',
  ]);
});

test('a folder whose owner lives in another process is refused', async () => {
  await readLine(spawnOwner());
  await expect(startEmbeddedPostgres({ dataFolder })).rejects.toThrow(
    /^Another Gatehouse already runs with the data folder/,
  );
});

test('Ctrl-C reaches the owner alone, who can still use the database while it drains', async () => {
  const owner = spawnOwner(`process.once('SIGINT', async () => {
    const { default: pg } = await import('${pgEntry}');
    const client = new pg.Client({ connectionString: postgres.superuserUrl });
    await client.connect();
    const { rows } = await client.query('SELECT 7 AS value');
    await client.end();
    await postgres.stop();
    process.exit(rows[0].value);
  });`);
  await readLine(owner);
  const exited = once(owner, 'exit');
  process.kill(-Number(owner.pid), 'SIGINT');
  expect(await exited).toEqual([7, null]);
  expect(existsSync(path.join(dataFolder, 'cluster/postmaster.pid'))).toBe(false);
});

test('an ordinary user starts PostgreSQL as itself', async () => {
  mkdirSync(dataFolder);
  if (serverAccount !== undefined) {
    chownSync(dataFolder, serverAccount.uid, serverAccount.gid);
    chownSync(parentFolder, serverAccount.uid, serverAccount.gid);
  }
  const owner = spawnOwner('', serverAccount);
  const client = await connect(await readLine(owner));
  expect((await client.query('SELECT 7 AS value')).rows).toEqual([{ value: 7 }]);
  await client.end();
});
