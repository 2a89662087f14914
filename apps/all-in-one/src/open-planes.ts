// Everything that serves, on a database that is up to date. Loaded while PostgreSQL starts, because the
// frameworks take as long to load as it takes to start.

import type { RequestListener } from 'node:http';
import { createAccountExperience } from '@gatehouse/account-experience/server';
import { createConsole } from '@gatehouse/console/server';
import { createControlPlane } from '@gatehouse/control-plane/server';
import { startJobs } from '@gatehouse/jobs';
import type { Keyring } from '@gatehouse/keys';
import { createProjectApi } from '@gatehouse/project-api/server';
import {
  askDatabase,
  createMemberAuthentication,
  describeMetrics,
  openInstallation,
} from '@gatehouse/project-runtime';
import { type Addressing, buildManagementUrl } from '@gatehouse/protocol';
import {
  createClientAddresses,
  isLoopbackOnly,
  type Logger,
  type MetricSource,
  noTrustedProxies,
  type PlainHandler,
  readSmtp,
  type Shutdown,
} from '@gatehouse/runtime';
import type { Random } from '@gatehouse/token-engine/ports';
import { isEmbedded, type OpenPostgres } from './database/open-postgres.ts';
import type { Environment } from './env.ts';
import { createFrontDoor } from './front-door/front-door.ts';
import { seedConsoleProject } from './seed/console-project.ts';
import { seedLocalWorkspace } from './seed/local-workspace.ts';
import { seedWebConsoleClient } from './seed/web-console-client.ts';

export interface PlanesOptions {
  readonly environment: Environment;
  readonly addressing: Addressing;
  readonly postgres: Pick<OpenPostgres, 'appUrl' | 'hotUrl' | 'ownerUrl'>;
  readonly keyring: Keyring;
  readonly random: Random;
  readonly shutdown: Shutdown;
  readonly logger: Logger;
}

export interface OpenPlanes {
  /** Of the public port. */
  readonly listener: RequestListener;
  readonly plain: PlainHandler;
  /** Makes its opener the owner of the local workspace; undefined where there is none to claim. */
  readonly claimLink: string | undefined;
  readonly metrics: readonly MetricSource[];
}

/** What was opened is registered with `shutdown`. */
export async function openPlanes(options: PlanesOptions): Promise<OpenPlanes> {
  const { environment, addressing, keyring, random, shutdown, logger } = options;
  const { appUrl, hotUrl, ownerUrl: directUrl } = options.postgres;
  const usesPreparedStatements = environment.DATABASE_PREPARED_STATEMENTS !== 'off';
  const postgres = { appUrl, hotUrl, directUrl, usesPreparedStatements };
  const onOpened = shutdown.add;
  const { REDIS_URL: redisUrl } = environment;
  const installation = await openInstallation({
    addressing,
    keyring,
    random,
    postgres,
    redis: redisUrl === undefined ? undefined : { url: redisUrl, logger },
    onOpened,
  });
  const consoleProjectId = await seedConsoleProject(installation);
  const sealingKey = await seedWebConsoleClient(
    installation,
    consoleProjectId,
    environment.GATEHOUSE_CONSOLE_KEY,
  );
  let claimLink: string | undefined;
  if (isEmbedded(environment) && isLoopbackOnly(environment, addressing)) {
    const url = new URL(buildManagementUrl(addressing)).origin;
    const home = environment.GATEHOUSE_HOME;
    claimLink = await seedLocalWorkspace(installation, { home, url, addressing });
  }
  const trusted = environment.GATEHOUSE_TRUSTED_PROXIES ?? noTrustedProxies;
  const clientAddresses = createClientAddresses(trusted);
  const projectApi = await createProjectApi({ ...installation, logger, clientAddresses });
  shutdown.add('project API', projectApi.close);
  const authenticateMember = createMemberAuthentication(installation);
  const controlPlane = await createControlPlane({ ...installation, logger, authenticateMember });
  shutdown.add('control plane', controlPlane.close);
  const internalOrigin = `http://127.0.0.1:${environment.PORT}`;
  const accountExperience = await createAccountExperience({ addressing, internalOrigin });
  shutdown.add('hosted pages', accountExperience.close);
  const internalOrigins = { projectApi: internalOrigin, controlPlane: internalOrigin };
  const console = await createConsole({ addressing, internalOrigins, sealingKey });
  shutdown.add('console', console.close);
  const jobs = startJobs({
    ...installation,
    logger,
    redisUrl,
    smtp: readSmtp(environment),
  });
  shutdown.add('jobs', jobs.stop);
  const frontDoor = createFrontDoor({
    addressing,
    clientAddresses,
    projectApi,
    controlPlane: controlPlane.handler,
    accountExperience: accountExperience.handler,
    console: console.handler,
    securityContact: environment.GATEHOUSE_SECURITY_CONTACT,
    health: {
      isStopping: () => shutdown.hasBegun,
      askDatabase: () => askDatabase(installation),
    },
  });
  const metrics = [...describeMetrics(installation), ...projectApi.metrics, ...jobs.metrics];
  return { ...frontDoor, claimLink, metrics };
}
