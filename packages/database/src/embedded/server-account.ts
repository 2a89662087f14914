// Decides as which operating-system user the server runs: PostgreSQL refuses to run as root.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { EmbeddedPostgresError, errorCode } from './embedded-postgres-error.ts';

export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account for a cluster folder: our own (undefined) for an ordinary user; as root, the owner
 * of an existing cluster, otherwise the system's unprivileged user.
 */
export function decideServerAccount(clusterFolder: string): ServerAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(clusterFolder, { throwIfNoEntry: false });
  if (owner === undefined) return loadUnprivilegedAccount();
  if (owner.uid === 0) {
    throw new EmbeddedPostgresError(
      `The database folder ${clusterFolder} belongs to root, as whom PostgreSQL refuses to run: ` +
        `run "chown -R nobody '${clusterFolder}'" and start again.`,
    );
  }
  return { uid: owner.uid, gid: owner.gid };
}

function loadUnprivilegedAccount(): ServerAccount {
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  const fields = accounts.find((line) => line.startsWith('nobody:'))?.split(':');
  const uid = Number(fields?.[2]);
  const gid = Number(fields?.[3]);
  if (!(uid > 0 && gid > 0)) {
    throw new EmbeddedPostgresError(
      'PostgreSQL refuses to run as root and this system has no user "nobody": start Gatehouse as an ordinary user.',
    );
  }
  return { uid, gid };
}

/** The sentence for a folder that keeps the server's account from `purpose` below it. */
export function explainBlockedFolder(folder: string, purpose: string): string {
  return (
    `Started by root, PostgreSQL runs as the user "nobody" and may not enter ${folder} to reach ${purpose}: ` +
    `run "chmod o+x '${folder}'", choose a place outside of it, or start Gatehouse as an ordinary user.`
  );
}

/** The topmost folder above (or at) `target` that the account may not enter, or undefined. */
export function findBlockedFolder(target: string, account: ServerAccount): string | undefined {
  const parents: string[] = [];
  for (let folder = target; ; folder = path.dirname(folder)) {
    parents.unshift(folder);
    if (folder === path.dirname(folder)) break;
  }
  return parents.find((folder) => !mayEnter(folder, account));
}

function mayEnter(folder: string, account: ServerAccount): boolean {
  try {
    const entry = statSync(folder);
    if (!entry.isDirectory()) return true;
    if (entry.uid === account.uid) return (entry.mode & 0o100) !== 0;
    if (entry.gid === account.gid) return (entry.mode & 0o010) !== 0;
    return (entry.mode & 0o001) !== 0;
  } catch (error) {
    return errorCode(error) === 'ENOENT';
  }
}
