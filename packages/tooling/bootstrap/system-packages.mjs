import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { showProgress } from './progress.mjs';
import { runCommand, tailOf } from './run-command.mjs';

/** What the tests need beside npm: a program, and the Debian package of the same name. */
const needed = ['chromium', 'redis-server', 'pgbouncer'];

/** The needed programs that stand in no folder of `searchPath`. */
export function missingPrograms(searchPath, programs = needed) {
  const folders = [...searchPath.split(path.delimiter), '/usr/bin', '/usr/sbin'];
  return programs.filter((name) => !folders.some((folder) => mayRun(path.join(folder, name))));
}

function mayRun(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Installs missing programs with apt-get where this user may; otherwise says what to run.
 * @param {{ programs?: string[], isAllowed?: boolean }} [options]
 */
export async function prepareSystemPackages({
  programs = needed,
  isAllowed = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
} = {}) {
  const missing = missingPrograms(process.env.PATH ?? '', programs);
  if (missing.length === 0) return;

  const names = missing.join(' and ');
  const packages = missing.join(' ');
  if (!isAllowed) {
    throw new Failure(
      `The tests need ${names}, missing on this machine. On Debian or Ubuntu run:\n  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages}`,
    );
  }
  console.log(`The tests need ${names}, missing on this machine: installing with apt-get.`);
  const progress = showProgress(`Installing ${names}`);
  const steps = [['update'], ['install', '-y', '--no-install-recommends', ...missing]];
  for (const step of steps) {
    const { succeeded, output } = await runCommand('apt-get', step, {
      environment: { DEBIAN_FRONTEND: 'noninteractive' },
      onLine: (text) => progress.detail(readAptProgress(text)),
    });
    if (succeeded) continue;
    progress.end(`Installing ${names} failed`);
    throw new Failure(
      `${tailOf(output)}\napt-get ${step[0]} failed: see above, mend it, and run the command again.`,
    );
  }
  progress.end(`Installed ${names}`);
}

/** What apt-get is at, in a few words. */
export function readAptProgress(line) {
  return /^(?:Get|Unpacking|Setting up|Selecting|Reading|Preparing)\b/.test(line)
    ? line.slice(0, 60)
    : '';
}
