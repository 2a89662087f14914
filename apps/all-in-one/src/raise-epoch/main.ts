// `npm run raise-epoch`: ends every access token that was issued so far, as one does after restoring a backup.

import { raiseInstallationEpoch } from '@gatehouse/database/migrate';
import { openPostgres } from '../database/open-postgres.ts';
import { describeFailure } from '../describe-failure.ts';
import { readEnvironment } from '../env.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function raiseEpoch(): Promise<void> {
  const postgres = await openPostgres(readEnvironment(), say);
  try {
    const epoch = await raiseInstallationEpoch(postgres);
    say(`No access token that was issued before now is active any more (epoch ${epoch}).`);
  } finally {
    await postgres.stop();
  }
}

try {
  await raiseEpoch();
} catch (error) {
  process.stderr.write(`${describeFailure(error, 0) ?? String(error)}\n`);
  process.exit(1);
}
