// Initialises the cluster: complete and in place, or not there at all.
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import type { DataFolder } from './data-folder.ts';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { openFolderHandles } from './folder-handles.ts';
import { runProgram } from './program.ts';
import { explainBlockedFolder, findBlockedFolder, type ServerAccount } from './server-account.ts';

export const superuserName = 'postgres';
const majorVersion = '18';
const unfinishedPrefix = 'cluster-unfinished-';

/**
 * Makes sure that a complete cluster stands in the data folder. `initdb` works in a sibling folder
 * that is renamed once it is complete; what a killed start left behind is removed first.
 * @returns whether this call initialised it
 */
export async function initialiseCluster(
  folder: DataFolder,
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
): Promise<boolean> {
  for (const entry of readdirSync(folder.root)) {
    if (!entry.startsWith(unfinishedPrefix)) continue;
    rmSync(path.join(folder.root, entry), { recursive: true, force: true, maxRetries: 3 });
  }
  if (existsSync(folder.cluster)) {
    checkVersion(folder.cluster);
    return false;
  }
  const workFolder = mkdtempSync(path.join(folder.root, unfinishedPrefix));
  try {
    const password = createPassword(folder.passwordFile);
    const passwordCopy = path.join(workFolder, 'password');
    writeFileSync(passwordCopy, password, { mode: 0o600 });
    if (account !== undefined) {
      chownSync(passwordCopy, account.uid, account.gid);
      chownSync(workFolder, account.uid, account.gid);
    }
    await runInitdb(binaries.initdb, workFolder, account);
    renameSync(path.join(workFolder, 'cluster'), folder.cluster);
    syncFolder(folder.root);
  } finally {
    rmSync(workFolder, { recursive: true, force: true, maxRetries: 3 });
  }
  return true;
}

/** @throws EmbeddedPostgresError when the file is gone: the cluster cannot be opened without it */
export function loadPassword(passwordFile: string): string {
  try {
    return readFileSync(passwordFile, 'utf8').trim();
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The database password file ${passwordFile} cannot be read: restore it from a backup, ` +
        'or move the data folder away to begin with an empty database.',
      { cause: error },
    );
  }
}

function createPassword(passwordFile: string): string {
  const password = randomBytes(32).toString('base64url');
  const draft = `${passwordFile}.draft`;
  rmSync(draft, { force: true });
  writeFileSync(draft, `${password}\n`, { mode: 0o600, flush: true });
  renameSync(draft, passwordFile);
  return password;
}

async function runInitdb(
  initdb: string,
  workFolder: string,
  account: ServerAccount | undefined,
): Promise<void> {
  const handles = openFolderHandles([workFolder], account);
  // The built-in locale sorts alike on every machine, whatever its C library knows.
  const programArguments = [
    `--pgdata=${handles.paths[0]}/cluster`,
    `--pwfile=${handles.paths[0]}/password`,
    `--username=${superuserName}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ];
  const { descriptors } = handles;
  const initialisation = { path: initdb, programArguments, account, descriptors };
  const { exitCode, output } = await runProgram(initialisation).finally(handles.close);
  if (exitCode === 0) return;
  const blocked = account === undefined ? undefined : findBlockedFolder(workFolder, account);
  if (blocked !== undefined && descriptors.length === 0) {
    throw new EmbeddedPostgresError(explainBlockedFolder(blocked, 'its data folder'));
  }
  const reason = output.split('\n').find((line) => line.includes('error:'));
  throw new EmbeddedPostgresError(
    `PostgreSQL could not create its database in ${path.dirname(workFolder)} ` +
      `(${reason?.trim() ?? `initdb ended with ${exitCode ?? 'a signal'}`}): check the free space and rights there, and start again.`,
  );
}

function checkVersion(clusterFolder: string): void {
  const version = readFileSync(path.join(clusterFolder, 'PG_VERSION'), 'utf8').trim();
  if (version === majorVersion) return;
  throw new EmbeddedPostgresError(
    `The database in ${clusterFolder} was made by PostgreSQL ${version}, but this version of Gatehouse brings ${majorVersion}: ` +
      'start it with the version that made it and move the data by export and import.',
  );
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
