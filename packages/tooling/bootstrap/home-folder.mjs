import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';

/**
 * The absolute data folder. A relative `GATEHOUSE_HOME` counts from where the command was typed,
 * which npm hides behind `INIT_CWD`.
 */
export function parseHomeFolder(environment, root) {
  const { GATEHOUSE_HOME: home, INIT_CWD: typedIn } = environment;
  if (home === undefined || home === '') return path.join(root, '.gatehouse');
  return path.resolve(typedIn ?? root, home);
}

/** Creates the data folder where it is missing, and refuses one that cannot be written to. */
export function checkHomeWritable(home) {
  const probe = path.join(home, `.write-probe-${process.pid}`);
  try {
    makeFolder(home);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new Failure(
      `The data folder ${home} cannot be written to (${error.code}): make it writable for this user, or name another with GATEHOUSE_HOME.`,
    );
  }
}

/**
 * Creates a folder and its parents. Node's own `recursive` never returns where a file system
 * refuses new folders with ENOENT, as /proc does.
 */
function makeFolder(folder) {
  if (existsSync(folder)) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder);
}
