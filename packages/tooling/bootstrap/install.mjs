import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Failure } from './failure.mjs';
import { inRoot, productNode } from './places.mjs';
import { showProgress } from './progress.mjs';
import { runCommand, tailOf } from './run-command.mjs';

const stampFile = inRoot('node_modules', '.gatehouse-installed');

/** Installs what the lockfile names, unless this very lockfile is installed already. */
export async function install() {
  const stamp = readStamp();
  if (isInstalled(stamp)) return;

  const progress = showProgress('Installing');
  const { packageManager } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));
  const { succeeded, output } = await runCommand(
    'npx',
    [
      '--yes',
      packageManager,
      'install',
      '--frozen-lockfile',
      '--reporter=append-only',
      // Without a terminal pnpm must not stop to ask whether an older node_modules may go.
      '--config.confirm-modules-purge=false',
    ],
    {
      onLine: (line) => {
        const words = readInstallProgress(line);
        if (words !== undefined) progress.detail(words);
      },
    },
  );
  if (!succeeded) {
    progress.end('Installing failed');
    throw new Failure(`${tailOf(output)}\n${adviseInstall(output)}`);
  }
  writeFileSync(stampFile, stamp);
  progress.end('Installed');
}

/** What decides whether an installation is current: the lockfile and the kind of machine. */
function readStamp() {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) {
    hash.update(readFileSync(inRoot(file)));
  }
  return `${hash.digest('hex')} ${process.platform} ${process.arch}\n`;
}

function isInstalled(stamp) {
  return (
    existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp && existsSync(productNode)
  );
}

/** What to do after an installation that failed with `output`. */
export function adviseInstall(output) {
  const text = output.join('\n');
  if (text.includes('ERR_PNPM_OUTDATED_LOCKFILE')) {
    return 'pnpm-lock.yaml does not fit a package.json: run `npx pnpm install` and commit the lockfile with it.';
  }
  if (/ENOSPC/.test(text)) return 'The disk is full: make room and run the command again.';
  return 'The packages could not be installed: see above, check that the npm registry can be reached, and run the command again.';
}

/** How far pnpm is, from one line of its append-only reporter; undefined for any other line. */
export function readInstallProgress(line) {
  const match = /^Progress: resolved (\d+), reused \d+, downloaded (\d+), added (\d+)/.exec(line);
  if (match === null) return undefined;
  const [, resolved, downloaded, added] = match;
  return `${added} of ${resolved} packages, ${downloaded} downloaded`;
}
