// A plane in a process of its own, beside others of the same installation. The database is migrated already.

import { createRandom, KeyringError, parseKeyring } from '@gatehouse/keys';
import {
  decideAddressing,
  type Logger,
  type OpenedProcess,
  type ServingEnvironment,
  type Shutdown,
  serveProcess,
} from '@gatehouse/runtime';
import { StoreUnavailable } from '@gatehouse/token-engine/ports';
import { describeMetrics } from './describe-metrics.ts';
import { askDatabase, type Installation, openInstallation } from './open-installation.ts';

export interface ServeAloneOptions<Environment extends ServingEnvironment = ServingEnvironment> {
  /** What the log calls it. */
  readonly name: string;
  /** May throw EnvironmentError. */
  readonly readEnvironment: () => Environment;
  readonly openPlane: (
    installation: Installation,
    logger: Logger,
    environment: Environment,
  ) => Promise<OpenedProcess>;
}

/** Serves until a signal ends the process. A start that cannot succeed says why in one sentence and exits with 1. */
export function serveAlone<Environment extends ServingEnvironment>(
  options: ServeAloneOptions<Environment>,
): Promise<void> {
  const { name, readEnvironment, openPlane } = options;
  return serveProcess({
    name,
    readEnvironment,
    describeFailure,
    async open(environment, { logger, shutdown }) {
      const installation = await openFrom(environment, { shutdown, logger });
      const plane = await openPlane(installation, logger, environment);
      return {
        handler: plane.handler,
        ...(plane.plain === undefined ? {} : { plain: plane.plain }),
        close: () => plane.close(),
        askReady: () => askDatabase(installation),
        metrics: [...describeMetrics(installation), ...(plane.metrics ?? [])],
      };
    },
  });
}

function openFrom(
  environment: ServingEnvironment,
  { shutdown, logger }: { readonly shutdown: Shutdown; readonly logger: Logger },
): Promise<Installation> {
  const { DATABASE_URL: appUrl, DATABASE_HOT_URL: hotUrl, REDIS_URL: redisUrl } = environment;
  const directUrl = environment.DATABASE_DIRECT_URL ?? hotUrl;
  const usesPreparedStatements = environment.DATABASE_PREPARED_STATEMENTS !== 'off';
  return openInstallation({
    addressing: decideAddressing(environment),
    keyring: parseKeyring(environment.GATEHOUSE_KEYRING),
    random: createRandom(),
    postgres: { appUrl, hotUrl, directUrl, usesPreparedStatements },
    redis: redisUrl === undefined ? undefined : { url: redisUrl, logger },
    onOpened: shutdown.add,
  });
}

function describeFailure(error: unknown): string | undefined {
  if (error instanceof KeyringError) return error.message;
  if (error instanceof StoreUnavailable) {
    return 'PostgreSQL does not answer or refuses the login: check DATABASE_URL and DATABASE_HOT_URL.';
  }
  return undefined;
}
