// After a backup was restored: what was revoked since it was made must not live again. Every access token
// seals the epoch of the installation, so raising it ends all that were issued before.

import { Client } from 'pg';
import { asStoreError } from '../storage-faults.ts';

export interface RaiseInstallationEpochOptions {
  /** Connection string of gatehouse_hot, which alone may change the row. */
  readonly hotUrl: string;
  /** Connection string of gatehouse_owner, which may say that compiled projects are out of date. */
  readonly ownerUrl: string;
}

/**
 * Ends every access token that was issued so far. Processes that serve meanwhile issue good ones again within
 * seconds, when they see that their projects are out of date. Refresh tokens and sessions live on.
 * @returns the new epoch. Throws StoreUnavailable where the database does not answer.
 */
export async function raiseInstallationEpoch({
  hotUrl,
  ownerUrl,
}: RaiseInstallationEpochOptions): Promise<number> {
  const epoch = await runOnce(
    hotUrl,
    `UPDATE hot.epochs SET epoch = epoch + 1 WHERE kind = 'installation' RETURNING epoch`,
  );
  if (epoch === undefined) {
    throw new Error('The database has no epoch of the installation: migrate it first.');
  }
  await runOnce(ownerUrl, 'UPDATE hot.runtime_versions SET version = version + 1');
  return Number(epoch);
}

/** @returns the first column of the first row. */
async function runOnce(url: string, statement: string): Promise<unknown> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<unknown[]>({ text: statement, rowMode: 'array' });
    return rows[0]?.[0];
  } catch (error) {
    throw asStoreError(error);
  } finally {
    await client.end();
  }
}
