// The PostgreSQL that both sides share: embedded, as the product starts it, durable, in a folder that is thrown
// away. The peer has a database of its own in it.

import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  buildConnectionUrl,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '@gatehouse/database/embedded';
import { checkDurability, createRoles, migrate, type RoleName } from '@gatehouse/database/migrate';
import { Client, Pool } from 'pg';

export interface MeasuredPostgres {
  readonly appUrl: string;
  readonly hotUrl: string;
  readonly ownerUrl: string;
  readonly peerUrl: string;
  readonly version: string;
  /** Of the server's first process. */
  readonly pid: number;
  /** Runs one statement in the product's database past row security and triggers: for filling tables, two at a time. */
  fill(text: string, values?: readonly unknown[]): Promise<void>;
  /** The same with what it answers. */
  read(
    text: string,
    values?: readonly unknown[],
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  stop(): Promise<void>;
}

const settings = { shared_buffers: '512MB', max_wal_size: '8GB' };

// Triggers would look for a parent that none of the rows has, and announce each to processes that do not run yet.
const fillingOptions = '-c session_replication_role=replica -c maintenance_work_mem=512MB';

/** Nothing of it stays behind where opening fails. */
export async function startMeasuredPostgres(): Promise<MeasuredPostgres> {
  const home = await mkdtemp(path.join(tmpdir(), 'gatehouse-bench-'));
  const dataFolder = path.join(home, 'postgres');
  const server = await startEmbeddedPostgres({ dataFolder, settings });
  try {
    return await openMeasuredPostgres(server, { home, dataFolder });
  } catch (error) {
    await server.stop();
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}

async function openMeasuredPostgres(
  server: EmbeddedPostgres,
  { home, dataFolder }: { readonly home: string; readonly dataFolder: string },
): Promise<MeasuredPostgres> {
  const password = () => randomBytes(32).toString('base64url');
  const passwords: Record<RoleName, string> = {
    gatehouse_owner: password(),
    gatehouse_app: password(),
    gatehouse_hot: password(),
  };
  const urlOf = (role: RoleName) =>
    buildConnectionUrl(server, { role, password: passwords[role], database: 'gatehouse' });
  await createRoles({ superuserUrl: server.superuserUrl, passwords });
  await migrate({ ownerUrl: urlOf('gatehouse_owner') });
  await checkDurability([urlOf('gatehouse_app'), urlOf('gatehouse_hot')]);
  const superuser = new Client({ connectionString: server.superuserUrl });
  await superuser.connect();
  await superuser.query('CREATE DATABASE peer');
  const { rows } = await superuser.query<{ version: string }>(
    "SELECT current_setting('server_version') AS version",
  );
  await superuser.end();
  const filling = new Pool({
    connectionString: toDatabase(server.superuserUrl, 'gatehouse'),
    options: fillingOptions,
    max: 2,
  });
  // The server may be gone before its idle connections are.
  filling.on('error', () => {});
  return {
    appUrl: urlOf('gatehouse_app'),
    hotUrl: urlOf('gatehouse_hot'),
    ownerUrl: urlOf('gatehouse_owner'),
    peerUrl: toDatabase(server.superuserUrl, 'peer'),
    version: rows[0]?.version ?? '',
    pid: Number.parseInt(
      await readFile(path.join(dataFolder, 'cluster/postmaster.pid'), 'utf8'),
      10,
    ),
    async fill(text, values = []) {
      await filling.query(text, [...values]);
    },
    async read(text, values = []) {
      return (await filling.query<Record<string, unknown>>(text, [...values])).rows;
    },
    async stop() {
      await filling.end();
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

function toDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}
