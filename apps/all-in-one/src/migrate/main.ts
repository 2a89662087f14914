// Brings a database of your own up to date, before processes of this release serve on it: migrations, then
// what every installation has. Safe to run again, and by several processes at once.

import { checkDurability, migrate } from '@gatehouse/database/migrate';
import { createRandom, parseKeyring } from '@gatehouse/keys';
import { openInstallation } from '@gatehouse/project-runtime';
import { createLogger, createShutdown, decideAddressing } from '@gatehouse/runtime';
import { describeFailure } from '../describe-failure.ts';
import { seedConsoleProject } from '../seed/console-project.ts';
import { seedWebConsoleClient } from '../seed/web-console-client.ts';
import { readEnvironment } from './env.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function migrateAndSeed(): Promise<void> {
  const environment = readEnvironment();
  const { DATABASE_URL: appUrl, DATABASE_HOT_URL: hotUrl } = environment;
  const directUrl = environment.DATABASE_DIRECT_URL;
  const usesPreparedStatements = environment.DATABASE_PREPARED_STATEMENTS !== 'off';
  const addressing = decideAddressing(environment);
  const keyring = parseKeyring(environment.GATEHOUSE_KEYRING);
  await checkDurability([appUrl, hotUrl]);
  const { appliedMigrationNames } = await migrate({ ownerUrl: directUrl, onProgress: say });
  const logger = createLogger({ name: 'migrate', level: environment.LOG_LEVEL });
  const shutdown = createShutdown({ logger, deadlineSeconds: 10 });
  try {
    const installation = await openInstallation({
      addressing,
      keyring,
      random: createRandom(),
      postgres: { appUrl, hotUrl, directUrl, usesPreparedStatements },
      onOpened: shutdown.add,
    });
    const consoleProjectId = await seedConsoleProject(installation);
    await seedWebConsoleClient(installation, consoleProjectId, environment.GATEHOUSE_CONSOLE_KEY);
  } finally {
    await shutdown.begin('done');
  }
  const count = appliedMigrationNames.length;
  say(
    count === 0 ? 'The database was up to date.' : `The database is up to date: ${count} applied.`,
  );
}

try {
  await migrateAndSeed();
} catch (error) {
  process.stderr.write(`${describeFailure(error, 0) ?? String(error)}\n`);
  process.exit(1);
}
