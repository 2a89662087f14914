// Finds PostgreSQL's programs in the npm package of this platform and checks that they run.
import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { EmbeddedPostgresError, errorCode } from './embedded-postgres-error.ts';
import { runProgram } from './program.ts';
import type { ServerAccount } from './server-account.ts';

/** The folder with bin/, lib/ and share/. */
export interface PostgresBinaries {
  readonly folder: string;
  readonly initdb: string;
  readonly postgres: string;
}

export function buildBinaries(folder: string): PostgresBinaries {
  return {
    folder,
    initdb: path.join(folder, 'bin/initdb'),
    postgres: path.join(folder, 'bin/postgres'),
  };
}

/** @throws EmbeddedPostgresError when the platform has no package, or it is not installed */
export function loadBinaries(platform = `${process.platform}-${process.arch}`): PostgresBinaries {
  const packageName = `@embedded-postgres/${platform}`;
  try {
    const entry = realpathSync(createRequire(import.meta.url).resolve(packageName));
    return buildBinaries(path.resolve(path.dirname(entry), '../native'));
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
 * @throws EmbeddedPostgresError that tells a file system without execution, an account that may
 * not be taken on, and missing libraries apart
 */
export async function checkBinaries(
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
): Promise<void> {
  const version = { path: binaries.postgres, programArguments: ['--version'], account };
  const { exitCode, output } = await runProgram(version).catch((error: unknown) => {
    throw new EmbeddedPostgresError(explainSpawnError(binaries.postgres, error), { cause: error });
  });
  if (exitCode === 0) return;
  const reason = output.trim().split('\n', 1)[0];
  throw new EmbeddedPostgresError(
    `PostgreSQL's program ${binaries.postgres} does not work here (${reason}): ` +
      'run "pnpm rebuild", or set DATABASE_URL to a PostgreSQL server.',
  );
}

function explainSpawnError(program: string, error: unknown): string {
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
