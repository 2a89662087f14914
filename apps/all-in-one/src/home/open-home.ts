// The data folder: created where it is missing, readable by its owner only where secrets stand.

import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../start-error.ts';

/** @throws StartError where the folder cannot be made or written to. */
export function openHome(folder: string): void {
  const probe = path.join(folder, `.write-probe-${process.pid}`);
  try {
    makeFolder(folder);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : 'unknown reason';
    throw new StartError(
      `The data folder ${folder} cannot be written to (${reason}): make it writable for this user, or name another with GATEHOUSE_HOME.`,
    );
  }
}

/** Others may pass through: PostgreSQL may run as another user. */
// Not `recursive`: below a folder that never takes any, such as /proc, Node would try for ever.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const parent = path.dirname(folder);
  if (!existsSync(parent)) makeFolder(parent);
  mkdirSync(folder, { mode: 0o711 });
}

/** Writes a file that only its owner may read, all of it or nothing, also when killed in between. */
export function writeSecretFile(file: string, content: string): void {
  const draft = `${file}.${process.pid}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, content, { mode: 0o600, flag: 'wx', flush: true });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}
