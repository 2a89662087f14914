import path from 'node:path';
import { Client } from 'pg';
import { describeSqlError, MigrationError } from './migration-error.ts';
import {
  buildMigrationList,
  loadMigrations,
  loadSqlFiles,
  type Migration,
  prismaFolder,
} from './prisma-folder.ts';
import { type ConnectedEngine, connectSchemaEngine } from './schema-engine.ts';

export interface MigrateOptions {
  /** Connection string of the role that owns the schema; a direct one, not through PgBouncer. */
  readonly ownerUrl: string;
  /** An ordinary Prisma migrations folder, with `../policies/*.sql` beside it; default ours. */
  readonly migrationsFolder?: string;
  readonly onProgress?: (line: string) => void;
}

export interface MigrateResult {
  readonly appliedMigrationNames: readonly string[];
}

// Any constant of our own; Prisma's engine takes another one for itself.
const migrateLockKey = 7_238_240_117;
const noFilters = { externalTables: [], externalEnums: [] };

/**
 * Brings a database up to date: the migrations that it lacks, recorded in `_prisma_migrations` as
 * `prisma migrate deploy` records them, then every policy file. Each file is one transaction, its
 * record included, so a process killed at any point leaves nothing half-done. Safe to run again;
 * of several at once one works while the others wait for it and find nothing left to do.
 * @throws MigrationError with the file, the line and PostgreSQL's reason
 */
export async function migrate(options: MigrateOptions): Promise<MigrateResult> {
  const migrationsFolder = options.migrationsFolder ?? path.join(prismaFolder, 'migrations');
  const onProgress = options.onProgress ?? (() => {});
  const lock = new Client({ connectionString: options.ownerUrl });
  lock.on('error', () => {});
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [migrateLockKey]);
    const appliedMigrationNames = await applyMigrations(
      options.ownerUrl,
      migrationsFolder,
      onProgress,
    );
    for (const policy of loadSqlFiles(path.resolve(migrationsFolder, '../policies'))) {
      await applyPolicy(lock, policy);
    }
    return { appliedMigrationNames };
  } finally {
    await lock.end();
  }
}

async function applyMigrations(
  ownerUrl: string,
  migrationsFolder: string,
  onProgress: (line: string) => void,
): Promise<string[]> {
  const migrations = loadMigrations(migrationsFolder);
  const connected = await connectSchemaEngine(ownerUrl);
  try {
    const pending = await loadPendingNames(connected, migrationsFolder, migrations);
    const applied = migrations.filter(({ name }) => !pending.has(name));
    for (const migration of migrations) {
      if (!pending.has(migration.name)) continue;
      onProgress(`Migrating the database: ${migration.name}`);
      applied.push(migration);
      await applyMigration(connected, migrationsFolder, applied);
    }
    return [...pending];
  } finally {
    await connected.close();
  }
}

async function loadPendingNames(
  { engine }: ConnectedEngine,
  migrationsFolder: string,
  migrations: readonly Migration[],
): Promise<Set<string>> {
  const { history, failedMigrationNames } = await engine.diagnoseMigrationHistory({
    migrationsList: buildMigrationList(migrationsFolder, migrations),
    optInToShadowDatabase: false,
    filters: noFilters,
  });
  if (failedMigrationNames.length > 0) {
    throw new MigrationError(
      `An earlier "prisma migrate" failed in this database at ${failedMigrationNames.join(', ')}: ` +
        'repair it and mark it with "prisma migrate resolve", then start again.',
    );
  }
  if (history === null || history.diagnostic === 'migrationsDirectoryIsBehind') return new Set();
  return new Set(history.unappliedMigrationNames);
}

/** Applies the last of `migrations`; the ones before it are in the database already. */
async function applyMigration(
  connected: ConnectedEngine,
  migrationsFolder: string,
  migrations: readonly Migration[],
): Promise<void> {
  const migrationsList = buildMigrationList(migrationsFolder, migrations);
  await connected.run('BEGIN');
  try {
    await connected.engine.applyMigrations({ migrationsList, filters: noFilters });
    await connected.run('COMMIT');
  } catch (error) {
    await connected.run('ROLLBACK').catch(() => {});
    const { name, script } = migrations.at(-1) ?? { name: '', script: '' };
    const reason = describeSqlError(connected.scriptError() ?? error, script);
    throw new MigrationError(
      `Migration ${name} failed and was undone (${reason}): correct its cause and start again.`,
      { cause: error },
    );
  }
}

async function applyPolicy(client: Client, { name, script }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    // Processes that serve make partitions whenever they need them, and of two changes to one row of
    // PostgreSQL's catalogue the second fails: this is the lock that they take.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('hot.partitions'))");
    await client.query(script);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw new MigrationError(
      `Policy file ${name} failed and was undone (${describeSqlError(error, script)}): correct it and start again.`,
      { cause: error },
    );
  }
}
