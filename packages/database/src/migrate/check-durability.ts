import { Client } from 'pg';
import { asStoreError } from '../storage-faults.ts';

/** The server would acknowledge what it may lose. The message names the setting. */
export class DurabilityError extends Error {
  override readonly name = 'DurabilityError';
}

const settings = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/**
 * Refuses a server that answers before a commit is on disk. A role may have a `synchronous_commit` of its
 * own, so each role that serves requests is asked with its connection string.
 * Throws DurabilityError, or StoreUnavailable where the server does not answer.
 */
export async function checkDurability(urls: readonly string[]): Promise<void> {
  await Promise.all(urls.map(checkConnection));
}

async function checkConnection(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ name: string; setting: string }>(
      'SELECT name, setting FROM pg_settings WHERE name = ANY($1)',
      [settings],
    );
    const off = rows.find(({ setting }) => setting === 'off');
    if (off === undefined) return;
    throw new DurabilityError(
      `PostgreSQL has ${off.name} off and would lose what it acknowledged: set it to on, for the role too.`,
    );
  } catch (error) {
    throw asStoreError(error);
  } finally {
    await client.end();
  }
}
