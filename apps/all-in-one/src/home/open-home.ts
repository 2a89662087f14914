// The data folder: created where it is missing, readable by its owner only where secrets stand.

import { chmodSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../start-error.ts';

/** @throws StartError where the folder cannot be made or written to. */
export function openHome(folder: string): void {
  const probe = path.join(folder, `.write-probe-${process.pid}`);
  try {
    // PostgreSQL may run as another user, who has to pass through; names of secrets tell nothing.
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : 'unknown reason';
    throw new StartError(
      `The data folder ${folder} cannot be written to (${reason}): make it writable for this user, or name another with GATEHOUSE_HOME.`,
    );
  }
}

/** Writes a file that only its owner may read, all of it or nothing, also when killed in between. */
export function writeSecretFile(file: string, content: string): void {
  const draft = `${file}.${process.pid}.new`;
  rmSync(draft, { force: true });
  writeFileSync(draft, content, { mode: 0o600, flag: 'wx', flush: true });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}
