// The layout of the data folder: what is PostgreSQL's and what is ours beside it.
import { chownSync, closeSync, mkdirSync, openSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresError, errorCode } from './embedded-postgres-error.ts';
import type { ServerAccount } from './server-account.ts';

export interface DataFolder {
  readonly root: string;
  /** PostgreSQL's own data directory; exists only once it is complete. */
  readonly cluster: string;
  readonly socket: string;
  readonly passwordFile: string;
  readonly logFile: string;
  readonly lockFile: string;
}

/**
 * Creates the data folder, closed to others, where it is missing.
 * @throws EmbeddedPostgresError when it cannot be written
 */
export function openDataFolder(folder: string): DataFolder {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const root = realpathSync(folder);
    const lockFile = path.join(root, 'owner.lock');
    closeSync(openSync(lockFile, 'a', 0o600));
    return {
      root,
      cluster: path.join(root, 'cluster'),
      socket: path.join(root, 'socket'),
      passwordFile: path.join(root, 'superuser-password'),
      logFile: path.join(root, 'postgres.log'),
      lockFile,
    };
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The data folder ${path.resolve(folder)} cannot be written (${errorCode(error) ?? String(error)}): ` +
        'make it writable for this user, or set GATEHOUSE_HOME to another folder.',
      { cause: error },
    );
  }
}

/** Makes a fresh, empty folder that only the server's account may enter. */
export function createPrivateFolder(folder: string, account: ServerAccount | undefined): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  mkdirSync(folder, { mode: 0o700 });
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
}
