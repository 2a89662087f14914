import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterEach, expect, test } from 'vitest';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './start-embedded-postgres.ts';

const folders: string[] = [];
const running = new Set<EmbeddedPostgres>();

function createFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-embedded-'));
  folders.push(folder);
  return folder;
}

async function start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(options);
  running.add(postgres);
  return postgres;
}

async function query(postgres: EmbeddedPostgres, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: postgres.superuserUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  running.clear();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

test('a second start finds what the first one stored, in a folder closed to others', async () => {
  const dataFolder = path.join(createFolder(), 'not', 'there', 'yet');
  const first = await start({ dataFolder });
  expect(first.wasInitialised).toBe(true);
  await query(first, 'CREATE TABLE kept AS SELECT 7 AS value');
  await first.stop();
  const second = await start({ dataFolder });
  expect(second.wasInitialised).toBe(false);
  expect(second.superuserUrl).toBe(first.superuserUrl);
  expect(await query(second, 'SELECT value FROM kept')).toEqual([{ value: 7 }]);
  for (const [name, mode] of [
    ['cluster', 0o700],
    ['socket', 0o700],
    ['superuser-password', 0o600],
    ['postgres.log', 0o600],
  ] as const) {
    expect([name, statSync(path.join(dataFolder, name)).mode & 0o777]).toEqual([name, mode]);
  }
});

test('the server is durable and listens on its private socket alone, with a password', async () => {
  const postgres = await start({
    dataFolder: createFolder(),
    settings: { max_connections: '20', listen_addresses: '*' },
  });
  const rows = await query(
    postgres,
    `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit',
     'full_page_writes', 'listen_addresses', 'max_connections', 'data_checksums') ORDER BY name`,
  );
  expect(rows).toEqual([
    { name: 'data_checksums', setting: 'on' },
    { name: 'fsync', setting: 'on' },
    { name: 'full_page_writes', setting: 'on' },
    { name: 'listen_addresses', setting: '' },
    { name: 'max_connections', setting: '20' },
    { name: 'synchronous_commit', setting: 'on' },
  ]);
  const { host, port } = postgres;
  const guess = new Client({ host, port, user: 'postgres', password: 'postgres' });
  await expect(guess.connect()).rejects.toMatchObject({ code: '28P01' });
});

test('where the socket path would be too long the server listens on loopback only', async () => {
  const dataFolder = path.join(createFolder(), 'a-long-name-'.repeat(9));
  const postgres = await start({ dataFolder });
  expect(postgres.host).toBe('127.0.0.1');
  expect(await query(postgres, 'SHOW listen_addresses')).toEqual([
    { listen_addresses: '127.0.0.1' },
  ]);
});

test('of two starts on one data folder one succeeds and the other says so at once', async () => {
  const dataFolder = createFolder();
  const starts = await Promise.allSettled([start({ dataFolder }), start({ dataFolder })]);
  expect(starts.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(start({ dataFolder })).rejects.toThrow(
    /^Another Gatehouse already runs with the data folder .+: stop it first/,
  );
});

test('stopping twice is harmless, and the folder may be started again', async () => {
  const dataFolder = createFolder();
  const postgres = await start({ dataFolder });
  await Promise.all([postgres.stop(), postgres.stop()]);
  expect((await start({ dataFolder })).wasInitialised).toBe(false);
});

test('a data folder that cannot be created is refused with what to do', async () => {
  const file = path.join(createFolder(), 'file');
  writeFileSync(file, '');
  const starting = start({ dataFolder: path.join(file, 'data') });
  await expect(starting).rejects.toThrow(EmbeddedPostgresError);
  await expect(starting).rejects.toThrow(
    /^The data folder .+ cannot be written \(ENOTDIR\): make it writable .+ GATEHOUSE_HOME/,
  );
});

test('a lost password file is named, and the data stays as it is', async () => {
  const dataFolder = createFolder();
  await (await start({ dataFolder })).stop();
  rmSync(path.join(dataFolder, 'superuser-password'));
  await expect(start({ dataFolder })).rejects.toThrow(
    /^The database password file .+ cannot be read: restore it/,
  );
});

test('a foreign password file is recognised and nothing stays running', async () => {
  const dataFolder = createFolder();
  await (await start({ dataFolder })).stop();
  const passwordFile = path.join(dataFolder, 'superuser-password');
  writeFileSync(passwordFile, 'of-another-database\n');
  chmodSync(passwordFile, 0o600);
  await expect(start({ dataFolder })).rejects.toThrow(/^PostgreSQL refuses the password/);
  await expect(start({ dataFolder })).rejects.toThrow(/^PostgreSQL refuses the password/);
});

test("a setting that PostgreSQL does not take is reported in PostgreSQL's words", async () => {
  const starting = start({ dataFolder: createFolder(), settings: { shared_buffers: 'plenty' } });
  await expect(starting).rejects.toThrow(
    /^PostgreSQL did not start \(invalid value for parameter "shared_buffers": "plenty"\)/,
  );
});

test('a database of another major version is refused before anything touches it', async () => {
  const dataFolder = createFolder();
  await (await start({ dataFolder })).stop();
  writeFileSync(path.join(dataFolder, 'cluster', 'PG_VERSION'), '17\n');
  await expect(start({ dataFolder })).rejects.toThrow(
    /was made by PostgreSQL 17, but .+ brings 18/,
  );
});
