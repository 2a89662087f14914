// Everything that serves, on a database that is up to date. Loaded while PostgreSQL starts, because the
// frameworks take as long to load as it takes to start.

import type { RequestListener } from 'node:http';
import { createControlPlane, createMemberAuthentication } from '@gatehouse/control-plane/server';
import { connectDatabase } from '@gatehouse/database';
import { startJobs } from '@gatehouse/jobs';
import { type Keyring, sha256Base64url } from '@gatehouse/keys';
import { createProjectApi } from '@gatehouse/project-api/server';
import { createProjectRuntimes } from '@gatehouse/project-runtime';
import { type Addressing, buildManagementUrl } from '@gatehouse/protocol';
import type { Logger, Shutdown } from '@gatehouse/runtime';
import { createTokenEngine } from '@gatehouse/token-engine';
import type { Random } from '@gatehouse/token-engine/ports';
import { isLoopbackOnly } from './addressing.ts';
import { askDatabase } from './database/ask-database.ts';
import { isEmbedded, type OpenPostgres } from './database/open-postgres.ts';
import type { Environment } from './env.ts';
import { createFrontDoor } from './front-door/front-door.ts';
import { seedConsoleProject } from './seed/console-project.ts';
import { seedLocalWorkspace } from './seed/local-workspace.ts';

export interface PlanesOptions {
  readonly environment: Environment;
  readonly addressing: Addressing;
  readonly postgres: Pick<OpenPostgres, 'appUrl' | 'hotUrl' | 'ownerUrl'>;
  readonly keyring: Keyring;
  readonly random: Random;
  readonly shutdown: Shutdown;
  readonly logger: Logger;
}

/** @returns the listener of the public port. What was opened is registered with `shutdown`. */
export async function openPlanes(options: PlanesOptions): Promise<RequestListener> {
  const { environment, addressing, keyring, random, shutdown, logger } = options;
  const { appUrl, hotUrl, ownerUrl } = options.postgres;
  const database = await connectDatabase({ appUrl, hotUrl, directUrl: ownerUrl });
  shutdown.add('database', () => database.close());
  const { control: store, clock } = database;
  const administration = { store, keyring, clock, random };
  const consoleProjectId = await seedConsoleProject(administration);
  if (isEmbedded(environment) && isLoopbackOnly(environment, addressing)) {
    const url = new URL(buildManagementUrl(addressing)).origin;
    await seedLocalWorkspace(administration, { home: environment.GATEHOUSE_HOME, url });
  }
  const engine = createTokenEngine({ clock, random, sha256: sha256Base64url });
  const projects = createProjectRuntimes({ database, keyring, random, addressing });
  shutdown.add('project runtimes', projects.close);
  const authenticateMember = createMemberAuthentication({ addressing, projects, engine, store });
  const shared = { ...administration, addressing, logger };
  const projectApi = await createProjectApi({ ...shared, projects, engine });
  shutdown.add('project API', projectApi.close);
  const controlPlane = await createControlPlane({ ...shared, authenticateMember });
  shutdown.add('control plane', controlPlane.close);
  const jobs = startJobs({ database, keyring, clock, random, logger });
  shutdown.add('jobs', jobs.stop);
  return createFrontDoor({
    addressing,
    projectApi: projectApi.handler,
    controlPlane: controlPlane.handler,
    health: {
      isStopping: () => shutdown.hasBegun,
      askDatabase: () => askDatabase(database, consoleProjectId),
    },
  });
}
