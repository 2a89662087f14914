// The life of a process that serves one plane beside others of the same installation: it opens, listens,
// says whether it is healthy, and stops in order. The database is migrated already.

import type { RequestListener } from 'node:http';
import { createRandom, KeyringError, parseKeyring } from '@gatehouse/keys';
import {
  answerHealth,
  createLogger,
  createShutdown,
  decideAddressing,
  EnvironmentError,
  type Logger,
  listenHttp,
  type ServingEnvironment,
  type Shutdown,
  stopOnSignals,
} from '@gatehouse/runtime';
import { StoreUnavailable } from '@gatehouse/token-engine/ports';
import { askDatabase, type Installation, openInstallation } from './open-installation.ts';

const stopSeconds = 25;

export interface Plane {
  readonly handler: RequestListener;
  /** Resolves when nothing is under way any more. */
  close(): Promise<void>;
}

export interface ServeAloneOptions {
  /** What the log calls it. */
  readonly name: string;
  /** May throw EnvironmentError. */
  readonly readEnvironment: () => ServingEnvironment;
  readonly openPlane: (installation: Installation, logger: Logger) => Promise<Plane>;
}

/** Serves until a signal ends the process. A start that cannot succeed says why in one sentence and exits with 1. */
export async function serveAlone(options: ServeAloneOptions): Promise<void> {
  const opened: { shutdown?: Shutdown } = {};
  try {
    const environment = options.readEnvironment();
    const logger = createLogger({ name: options.name, level: environment.LOG_LEVEL });
    const shutdown = createShutdown({ logger, deadlineSeconds: stopSeconds });
    opened.shutdown = shutdown;
    stopOnSignals(shutdown);
    const installation = await openFrom(environment, shutdown);
    const plane = await options.openPlane(installation, logger);
    shutdown.add(options.name, plane.close);
    const probe = {
      isStopping: () => shutdown.hasBegun,
      askDatabase: () => askDatabase(installation),
    };
    const { HOST: host, PORT: port } = environment;
    const server = await listenHttp({
      host,
      port,
      handler(request, response) {
        if (!answerHealth(request.url ?? '', response, probe)) plane.handler(request, response);
      },
    });
    shutdown.add('port', server.close);
    logger.info({ host, port: server.port }, 'listening');
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    await opened.shutdown?.begin('the start failed');
    process.exit(1);
  }
}

function openFrom(environment: ServingEnvironment, shutdown: Shutdown): Promise<Installation> {
  const { DATABASE_URL: appUrl, DATABASE_HOT_URL: hotUrl } = environment;
  const directUrl = environment.DATABASE_DIRECT_URL ?? hotUrl;
  return openInstallation({
    addressing: decideAddressing(environment),
    keyring: parseKeyring(environment.GATEHOUSE_KEYRING),
    random: createRandom(),
    postgres: { appUrl, hotUrl, directUrl },
    onOpened: shutdown.add,
  });
}

function describe(error: unknown): string {
  if (error instanceof EnvironmentError || error instanceof KeyringError) return error.message;
  if (error instanceof StoreUnavailable) {
    return 'PostgreSQL does not answer or refuses the login: check DATABASE_URL and DATABASE_HOT_URL.';
  }
  return String(error);
}
