// The programs where the server's account can reach them. An installation below a closed folder
// (/root, a private temporary folder) is copied to the system's cache once for each version.
import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';
import { buildBinaries, type PostgresBinaries } from './binaries.ts';
import { EmbeddedPostgresError, errorCode } from './embedded-postgres-error.ts';
import { explainBlockedFolder, findBlockedFolder, type ServerAccount } from './server-account.ts';

/** @throws EmbeddedPostgresError when the copy is needed and cannot be made */
export function placeBinaries(
  installed: PostgresBinaries,
  account: ServerAccount | undefined,
  cacheFolder = '/var/cache/gatehouse',
): PostgresBinaries {
  if (account === undefined) return installed;
  const blocked = findBlockedFolder(installed.postgres, account);
  if (blocked === undefined) return installed;
  const copy = path.join(cacheFolder, `postgres-${loadVersion(installed.folder)}`);
  try {
    if (!existsSync(copy)) copyWhole(installed.folder, copy);
    return buildBinaries(copy);
  } catch (error) {
    throw new EmbeddedPostgresError(
      `${explainBlockedFolder(blocked, 'its programs')} (A copy in ${cacheFolder} failed: ${errorCode(error) ?? String(error)}.)`,
      { cause: error },
    );
  }
}

function copyWhole(source: string, target: string): void {
  mkdirSync(path.dirname(target), { recursive: true });
  chmodSync(path.dirname(target), 0o755);
  const draft = mkdtempSync(`${target}-`);
  try {
    const complete = path.join(draft, 'native');
    cpSync(source, complete, { recursive: true, verbatimSymlinks: true });
    openToEverybody(complete);
    renameSync(complete, target);
  } catch (error) {
    // Another start was faster.
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Whatever the umask was when these were installed. */
function openToEverybody(entry: string): void {
  const { mode } = lstatSync(entry);
  if ((mode & constants.S_IFMT) === constants.S_IFLNK) return;
  chmodSync(entry, (mode & 0o100) === 0 ? 0o644 : 0o755);
  if ((mode & constants.S_IFMT) !== constants.S_IFDIR) return;
  for (const name of readdirSync(entry)) openToEverybody(path.join(entry, name));
}

function loadVersion(nativeFolder: string): string {
  const manifest: unknown = JSON.parse(
    readFileSync(path.join(nativeFolder, '../package.json'), 'utf8'),
  );
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    return String(manifest.version);
  }
  throw new Error(`no version in ${nativeFolder}/../package.json`);
}
