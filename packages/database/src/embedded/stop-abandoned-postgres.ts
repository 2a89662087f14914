import { existsSync } from 'node:fs';
import { openDataFolder } from './data-folder.ts';
import { takeOwnerLock } from './owner-lock.ts';
import { stopSurvivingServer } from './surviving-server.ts';

/**
 * Stops the server that a killed owner left behind in a data folder, so that it can be removed.
 * @returns whether the folder holds a database
 * @throws EmbeddedPostgresError when a living process owns the folder
 */
export async function stopAbandonedPostgres(dataFolder: string): Promise<boolean> {
  const folder = openDataFolder(dataFolder);
  const lock = takeOwnerLock(folder.lockFile, folder.root);
  try {
    await stopSurvivingServer(folder);
    return existsSync(folder.passwordFile);
  } finally {
    lock.release();
  }
}
