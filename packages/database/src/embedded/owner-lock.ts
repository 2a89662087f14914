// One process at a time owns a data folder. The lock is SQLite's lock on an empty file: the kernel
// lets go of it when its holder dies, even by kill -9, so there is no stale state to judge.
import { DatabaseSync } from 'node:sqlite';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

export interface OwnerLock {
  release(): void;
}

/** @throws EmbeddedPostgresError at once when another start, here or elsewhere, holds it */
export function takeOwnerLock(lockFile: string, dataFolder: string): OwnerLock {
  const lock = new DatabaseSync(lockFile, { timeout: 0 });
  try {
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    throw new EmbeddedPostgresError(
      isBusy(error)
        ? `Another Gatehouse already runs with the data folder ${dataFolder}: stop it first, or set GATEHOUSE_HOME to another folder.`
        : `The data folder ${dataFolder} cannot be locked (${String(error)}): use a local file system that supports file locks.`,
      { cause: error },
    );
  }
  return {
    release() {
      if (lock.isOpen) lock.close();
    },
  };
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
