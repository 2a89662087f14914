// Reads the ordinary Prisma folder: migrations, and the policies that stand beside them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList, SchemaContainer } from '@prisma/schema-engine-wasm/schema_engine_bg';

/** `prisma/` of this repository, seen from src/ and dist/ alike. */
export const prismaFolder = fileURLToPath(new URL('../../../../prisma', import.meta.url));

export interface Migration {
  readonly name: string;
  readonly script: string;
}

/** The migrations in the order in which they apply. */
export function loadMigrations(migrationsFolder: string): Migration[] {
  return readdirSync(migrationsFolder)
    .filter((name) => existsSync(path.join(migrationsFolder, name, 'migration.sql')))
    .sort()
    .map((name) => ({
      name,
      script: readFileSync(path.join(migrationsFolder, name, 'migration.sql'), 'utf8'),
    }));
}

/** The form in which Prisma's engine takes a migrations folder. */
export function buildMigrationList(
  migrationsFolder: string,
  migrations: readonly Migration[],
): MigrationList {
  const lockPath = path.join(migrationsFolder, 'migration_lock.toml');
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lockPath) ? readFileSync(lockPath, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, script }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: script } },
    })),
  };
}

/** The SQL files of a folder in name order; none where there is no such folder. */
export function loadSqlFiles(folder: string): Migration[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, script: readFileSync(path.join(folder, name), 'utf8') }));
}

/** The files of the multi-file Prisma schema. */
export function loadSchemaFiles(schemaFolder: string): SchemaContainer[] {
  return readdirSync(schemaFolder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => path.join(schemaFolder, name))
    .map((file) => ({ path: file, content: readFileSync(file, 'utf8') }));
}
