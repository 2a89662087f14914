// The management API by itself, beside project APIs that run elsewhere. The database is migrated already.

import { connectDatabase } from '@gatehouse/database';
import { createRandom, KeyringError, parseKeyring, sha256Base64url } from '@gatehouse/keys';
import { createProjectRuntimes } from '@gatehouse/project-runtime';
import { buildManagementUrl, consoleProjectSlug } from '@gatehouse/protocol';
import {
  createLogger,
  createShutdown,
  EnvironmentError,
  listenHttp,
  type Shutdown,
  stopOnSignals,
} from '@gatehouse/runtime';
import { createTokenEngine } from '@gatehouse/token-engine';
import { StoreUnavailable } from '@gatehouse/token-engine/ports';
import { decideAddressing, readEnvironment } from './env.ts';
import { createControlPlane, createMemberAuthentication } from './server.ts';

const stopSeconds = 25;

async function start(begin: (shutdown: Shutdown) => void): Promise<void> {
  const environment = readEnvironment();
  const addressing = decideAddressing(environment);
  const keyring = parseKeyring(environment.GATEHOUSE_KEYRING);
  const logger = createLogger({ name: 'control-plane', level: environment.LOG_LEVEL });
  const shutdown = createShutdown({ logger, deadlineSeconds: stopSeconds });
  begin(shutdown);
  stopOnSignals(shutdown);
  const database = await connectDatabase({
    appUrl: environment.DATABASE_URL,
    hotUrl: environment.DATABASE_HOT_URL,
    directUrl: environment.DATABASE_DIRECT_URL ?? environment.DATABASE_HOT_URL,
  });
  shutdown.add('database', database.close);
  const { control: store, clock } = database;
  // The pool connects when it is first used: better now than with the first request.
  await store.scopeOfAddress(consoleProjectSlug);
  const random = createRandom();
  const projects = createProjectRuntimes({ database, keyring, random, addressing });
  shutdown.add('project runtimes', projects.close);
  const engine = createTokenEngine({ clock, random, sha256: sha256Base64url });
  const controlPlane = await createControlPlane({
    store,
    keyring,
    clock,
    random,
    addressing,
    logger,
    authenticateMember: createMemberAuthentication({ addressing, projects, engine, store }),
  });
  shutdown.add('control plane', controlPlane.close);
  const { HOST: host, PORT: port } = environment;
  const server = await listenHttp({ handler: controlPlane.handler, host, port });
  shutdown.add('http', server.close);
  logger.info({ host, port: server.port, url: buildManagementUrl(addressing) }, 'listening');
}

function describe(error: unknown): string {
  if (error instanceof EnvironmentError || error instanceof KeyringError) return error.message;
  if (error instanceof StoreUnavailable) {
    return 'PostgreSQL does not answer or refuses the login: check DATABASE_URL and DATABASE_HOT_URL.';
  }
  return String(error);
}

let opened: Shutdown | undefined;
try {
  await start((shutdown) => {
    opened = shutdown;
  });
} catch (error) {
  process.stderr.write(`${describe(error)}\n`);
  await opened?.begin('the start failed');
  process.exit(1);
}
