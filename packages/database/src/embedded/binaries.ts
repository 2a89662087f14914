// Finds PostgreSQL's programs in the npm package of this platform and checks that they run.
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedPostgresError, errorCode } from './embedded-postgres-error.ts';
import { runProgram } from './program.ts';
import { findBlockedFolder, type ServerAccount } from './server-account.ts';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** @throws EmbeddedPostgresError when the platform has no package, or it is not installed */
export function loadBinaries(platform = `${process.platform}-${process.arch}`): PostgresBinaries {
  const packageName = `@embedded-postgres/${platform}`;
  try {
    const entry = realpathSync(createRequire(import.meta.url).resolve(packageName));
    const folder = path.resolve(path.dirname(entry), '../native/bin');
    return { initdb: path.join(folder, 'initdb'), postgres: path.join(folder, 'postgres') };
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The PostgreSQL programs for ${platform} (npm package ${packageName}) are not installed: ` +
        'install the optional dependencies again, or set DATABASE_URL to a PostgreSQL server.',
      { cause: error },
    );
  }
}

/**
 * Runs `postgres --version` as the server's account.
 * @throws EmbeddedPostgresError that tells a folder that the account may not enter from a file
 * system without execution and from missing libraries
 */
export async function checkBinaries(
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
): Promise<void> {
  try {
    const { exitCode, output } = await runProgram(binaries.postgres, ['--version'], account);
    if (exitCode === 0) return;
    throw new EmbeddedPostgresError(
      `PostgreSQL's program ${binaries.postgres} does not work here (${firstLine(output)}): ` +
        'run "pnpm rebuild", or set DATABASE_URL to a PostgreSQL server.',
    );
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw error;
    throw new EmbeddedPostgresError(explainSpawnError(binaries.postgres, account, error), {
      cause: error,
    });
  }
}

function explainSpawnError(
  program: string,
  account: ServerAccount | undefined,
  error: unknown,
): string {
  const blocked = account === undefined ? undefined : findBlockedFolder(program, account);
  if (blocked !== undefined) return explainBlockedFolder(blocked, 'its programs');
  if (errorCode(error) === 'EPERM') {
    return 'This process is root but may not start PostgreSQL as another user: start Gatehouse as an ordinary user.';
  }
  if (errorCode(error) === 'EACCES') {
    return (
      `PostgreSQL's program ${program} may not run: move the installation to a file system that ` +
      'is not mounted "noexec", or set DATABASE_URL to a PostgreSQL server.'
    );
  }
  return (
    `PostgreSQL's program ${program} could not be started (${errorCode(error) ?? String(error)}): ` +
    'install the dependencies again, or set DATABASE_URL to a PostgreSQL server.'
  );
}

/** The sentence for a folder that keeps the server's account from `purpose` below it. */
export function explainBlockedFolder(folder: string, purpose: string): string {
  return (
    `Started by root, PostgreSQL runs as the user "nobody" and may not enter ${folder} to reach ${purpose}: ` +
    `run "chmod o+x '${folder}'", choose a place outside of it, or start Gatehouse as an ordinary user.`
  );
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0] ?? '';
}
