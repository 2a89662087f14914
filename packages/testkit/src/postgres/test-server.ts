// One PostgreSQL for a whole test run, with the real roles and a database migrated once.
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectDatabase } from '@gatehouse/database';
import {
  buildConnectionUrl,
  startEmbeddedPostgres,
  stopAbandonedPostgres,
} from '@gatehouse/database/embedded';
import { createRoles, migrate, type RoleName } from '@gatehouse/database/migrate';

/** What a test process needs to make databases of its own; plain data, passed between processes. */
export interface TestServerConnection {
  readonly host: string;
  readonly port: number;
  /** Creates and drops databases. No test reads or writes rows with it. */
  readonly superuserUrl: string;
  readonly passwords: Readonly<Record<RoleName, string>>;
}

export interface TestServer {
  readonly connection: TestServerConnection;
  /** Stops the server and removes its folder. */
  stop(): Promise<void>;
}

/** The databases that test databases are copied from. */
export const templateNames = { migrated: 'gatehouse_migrated', empty: 'gatehouse_empty' } as const;

const folderPrefix = 'gatehouse-test-';

// Only here: what a crash would lose is thrown away after the run anyway.
const forgetfulSettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
  max_connections: '200',
};

/**
 * Starts PostgreSQL in a temporary folder, as root and as an ordinary user alike; or uses the server of
 * `GATEHOUSE_TEST_POSTGRES_URL` (a superuser's connection string), such as one of another major version.
 */
export async function startTestServer(): Promise<TestServer> {
  const existing = process.env['GATEHOUSE_TEST_POSTGRES_URL'];
  if (existing !== undefined) return useServer(existing);
  await removeAbandonedFolders();
  const dataFolder = mkdtempSync(path.join(tmpdir(), folderPrefix));
  // A PgBouncer that a test starts as root runs as somebody else, and goes through it to the socket.
  chmodSync(dataFolder, 0o711);
  const postgres = await startEmbeddedPostgres({ dataFolder, settings: forgetfulSettings });
  const stop = async () => {
    await postgres.stop();
    removeFolder(dataFolder);
  };
  try {
    const { host, port, superuserUrl } = postgres;
    const connection = { host, port, superuserUrl, passwords: createPasswords() };
    await createTemplates(connection);
    return { connection, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function useServer(superuserUrl: string): Promise<TestServer> {
  const { hostname: host, port } = new URL(superuserUrl);
  const connection = { host, port: Number(port), superuserUrl, passwords: createPasswords() };
  await createTemplates(connection);
  return { connection, stop: async () => {} };
}

async function createTemplates(connection: TestServerConnection): Promise<void> {
  const { superuserUrl, passwords } = connection;
  await createRoles({ superuserUrl, passwords, database: templateNames.empty });
  await createRoles({ superuserUrl, passwords, database: templateNames.migrated });
  const buildUrl = (role: RoleName) =>
    buildConnectionUrl(connection, {
      role,
      password: passwords[role],
      database: templateNames.migrated,
    });
  await migrate({ ownerUrl: buildUrl('gatehouse_owner') });
  // Connecting creates the partitions, so that no copy has to.
  const database = await connectDatabase({
    appUrl: buildUrl('gatehouse_app'),
    hotUrl: buildUrl('gatehouse_hot'),
  });
  await database.close();
}

function createPasswords(): Record<RoleName, string> {
  const createPassword = () => randomBytes(18).toString('base64url');
  return {
    gatehouse_owner: createPassword(),
    gatehouse_app: createPassword(),
    gatehouse_hot: createPassword(),
  };
}

/** A run that was killed leaves its server and folder; the next run clears them away. */
async function removeAbandonedFolders(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(folderPrefix)) continue;
    const folder = path.join(tmpdir(), name);
    try {
      // A folder without a database may be one that another run has just made.
      if (await stopAbandonedPostgres(folder)) removeFolder(folder);
    } catch {
      // In use by another run, or another user's: not ours to clear.
    }
  }
}

function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
