import { checkBinaries, loadBinaries } from './binaries.ts';
import { initialiseCluster, loadPassword, superuserName } from './cluster.ts';
import { createPrivateFolder, type DataFolder, openDataFolder } from './data-folder.ts';
import { openFolderHandles } from './folder-handles.ts';
import { buildConnectionUrl, decideListenAddress } from './listen-address.ts';
import { takeOwnerLock } from './owner-lock.ts';
import { placeBinaries } from './reachable-binaries.ts';
import { startServer, stopServer } from './server.ts';
import { decideServerAccount } from './server-account.ts';
import { buildServerArguments } from './server-settings.ts';
import { stopSurvivingServer } from './surviving-server.ts';

export interface EmbeddedPostgresOptions {
  /** Created where missing; holds the cluster, the password file (mode 0600), socket and log. */
  readonly dataFolder: string;
  /** Listens on 127.0.0.1 at this port instead of a private socket in the data folder. */
  readonly port?: number;
  readonly onProgress?: (line: string) => void;
  /** PostgreSQL settings that override ours, such as `{ max_connections: '100' }`. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres {
  /** Connection string of the superuser at the database `postgres`; for setting up roles only. */
  readonly superuserUrl: string;
  /** The socket's folder, or 127.0.0.1. */
  readonly host: string;
  readonly port: number;
  /** Whether this start created the database, so that it is empty. */
  readonly wasInitialised: boolean;
  /** Fast shutdown; resolves when the server is gone. Open transactions are rolled back. */
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL from the npm binaries, alone in its data folder. It runs in a process group of
 * its own: Ctrl-C reaches only the caller, who drains and then calls `stop`. A server that a
 * killed owner left behind is stopped cleanly first. No exit hooks are installed.
 * @throws EmbeddedPostgresError whose message is one sentence for the operator; of two starts on
 * one folder the second fails at once
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const folder = openDataFolder(options.dataFolder);
  const lock = takeOwnerLock(folder.lockFile, folder.root);
  try {
    const { server, ...connection } = await startOwned(folder, options);
    return {
      ...connection,
      async stop() {
        await stopServer(server);
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

async function startOwned(folder: DataFolder, options: EmbeddedPostgresOptions) {
  const onProgress = options.onProgress ?? (() => {});
  const account = decideServerAccount(folder.cluster);
  const binaries = placeBinaries(loadBinaries(), account);
  await checkBinaries(binaries, account);
  const wasInitialised = await initialiseCluster(folder, binaries, account);
  if (wasInitialised) onProgress(`Created the database in ${folder.cluster}`);
  const survivor = await stopSurvivingServer(folder);
  if (survivor !== undefined) {
    onProgress(`Stopped PostgreSQL (process ${survivor}) that an earlier start left running`);
  }
  createPrivateFolder(folder.socket, account);
  const address = await decideListenAddress(folder, options.port);
  const superuserUrl = buildConnectionUrl(address, {
    role: superuserName,
    password: loadPassword(folder.passwordFile),
    database: 'postgres',
  });
  const handles = openFolderHandles([folder.cluster, folder.socket], account);
  const { paths, descriptors } = handles;
  const programArguments = buildServerArguments({ folder, address, paths }, options.settings);
  const server = await startServer({
    program: { path: binaries.postgres, programArguments, account, descriptors },
    logFile: folder.logFile,
    superuserUrl,
    onProgress,
  }).finally(handles.close);
  return { server, superuserUrl, host: address.host, port: address.port, wasInitialised };
}
