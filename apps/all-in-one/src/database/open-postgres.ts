// The PostgreSQL of this start: the embedded one in the data folder, or one of your own.

import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { buildConnectionUrl, startEmbeddedPostgres } from '@gatehouse/database/embedded';
import { createRoles, type RoleName } from '@gatehouse/database/migrate';
import type { Environment } from '../env.ts';

/** A connection string for each role of ours. */
export interface OpenPostgres {
  readonly appUrl: string;
  readonly hotUrl: string;
  readonly ownerUrl: string;
  /** Stops the embedded server; a server of your own is left alone. */
  stop(): Promise<void>;
}

type DatabaseEnvironment = Pick<
  Environment,
  'GATEHOUSE_HOME' | 'DATABASE_URL' | 'DATABASE_HOT_URL' | 'DATABASE_DIRECT_URL'
>;

export function isEmbedded(environment: DatabaseEnvironment): boolean {
  return environment.DATABASE_URL === undefined;
}

/** Where the embedded server keeps its data. */
export function embeddedFolder(environment: Pick<Environment, 'GATEHOUSE_HOME'>): string {
  return path.join(environment.GATEHOUSE_HOME, 'postgres');
}

/** @throws EmbeddedPostgresError with one sentence for the operator. */
export async function openPostgres(
  environment: DatabaseEnvironment,
  onProgress: (line: string) => void,
): Promise<OpenPostgres> {
  const {
    DATABASE_URL: appUrl,
    DATABASE_HOT_URL: hotUrl,
    DATABASE_DIRECT_URL: ownerUrl,
  } = environment;
  if (appUrl !== undefined && hotUrl !== undefined && ownerUrl !== undefined) {
    return { appUrl, hotUrl, ownerUrl, stop: async () => {} };
  }
  onProgress('Starting PostgreSQL');
  const server = await startEmbeddedPostgres({
    dataFolder: embeddedFolder(environment),
    onProgress,
  });
  try {
    // New passwords with each start: they live in this process only.
    const passwords = buildPasswords();
    await createRoles({ superuserUrl: server.superuserUrl, passwords });
    const urlOf = (role: RoleName) =>
      buildConnectionUrl(server, { role, password: passwords[role], database: 'gatehouse' });
    return {
      appUrl: urlOf('gatehouse_app'),
      hotUrl: urlOf('gatehouse_hot'),
      ownerUrl: urlOf('gatehouse_owner'),
      stop: () => server.stop(),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function buildPasswords(): Record<RoleName, string> {
  const password = () => randomBytes(32).toString('base64url');
  return { gatehouse_owner: password(), gatehouse_app: password(), gatehouse_hot: password() };
}
