import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { prismaFolder } from './prisma-folder.ts';

export const roleNames = ['gatehouse_owner', 'gatehouse_app', 'gatehouse_hot'] as const;
export type RoleName = (typeof roleNames)[number];

export interface CreateRolesOptions {
  /** A role that may create roles and databases; only ever used here. */
  readonly superuserUrl: string;
  readonly passwords: Readonly<Record<RoleName, string>>;
  /** Created where missing, owned by gatehouse_owner; default `gatehouse`. */
  readonly database?: string;
  readonly rolesFile?: string;
}

/**
 * Creates the roles of `prisma/roles.sql`, sets their passwords, and creates the database that
 * gatehouse_owner owns, where nobody else may connect or create. Safe to run again: passwords
 * become the given ones. Several at once wait for each other.
 */
export async function createRoles(options: CreateRolesOptions): Promise<void> {
  const database = options.database ?? 'gatehouse';
  const rolesFile = options.rolesFile ?? path.join(prismaFolder, 'roles.sql');
  const client = new Client({ connectionString: options.superuserUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(7238240118)');
    await client.query(readFileSync(rolesFile, 'utf8'));
    for (const role of roleNames) await setPassword(client, role, options.passwords[role]);
    const existing = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    const name = escapeIdentifier(database);
    if (existing.rowCount === 0) {
      await client.query(`CREATE DATABASE ${name} OWNER gatehouse_owner`);
    }
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${name} TO gatehouse_app, gatehouse_hot`);
  } finally {
    await client.end();
  }
}

/** A statement that carries a password must not reach the server's log, whatever it logs. */
async function setPassword(client: Client, role: RoleName, password: string): Promise<void> {
  await client.query('BEGIN');
  await client.query("SET LOCAL log_statement = 'none'");
  await client.query("SET LOCAL log_min_error_statement = 'panic'");
  await client.query('SET LOCAL log_min_duration_statement = -1');
  await client.query(`ALTER ROLE ${escapeIdentifier(role)} PASSWORD ${escapeLiteral(password)}`);
  await client.query('COMMIT');
}
