// One command, one port: everything is opened in order, and closed in the reverse order.

import { existsSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createControlPlane } from '@gatehouse/control-plane/server';
import { connectDatabase, type Database } from '@gatehouse/database';
import { migrate } from '@gatehouse/database/migrate';
import { createRandom, type Keyring } from '@gatehouse/keys';
import { createProjectApi } from '@gatehouse/project-api/server';
import { createProjectRuntimes } from '@gatehouse/project-runtime';
import { type Addressing, buildManagementUrl } from '@gatehouse/protocol';
import { type Logger, listenHttp, type Shutdown } from '@gatehouse/runtime';
import { createTokenEngine } from '@gatehouse/token-engine';
import type { Random } from '@gatehouse/token-engine/ports';
import { decideAddressing, isLoopbackOnly } from './addressing.ts';
import { askDatabase } from './database/ask-database.ts';
import { embeddedFolder, isEmbedded, openPostgres } from './database/open-postgres.ts';
import type { Environment } from './env.ts';
import { createFrontDoor } from './front-door/front-door.ts';
import { answerStarting } from './front-door/health.ts';
import { loadKeyring } from './home/load-keyring.ts';
import { openHome } from './home/open-home.ts';
import { createMemberAuthentication } from './seed/authenticate-member.ts';
import { seedConsoleProject } from './seed/console-project.ts';
import { seedLocalWorkspace } from './seed/local-workspace.ts';

export interface StartOptions {
  readonly environment: Environment;
  /** What is opened is registered here, also when the start fails half-way. */
  readonly shutdown: Shutdown;
  readonly logger: Logger;
  /** Aborted when the operator stops it before the start is through. */
  readonly signal: AbortSignal;
  /** One line for the person who waits. */
  readonly say: (line: string) => void;
}

interface Foundation {
  readonly addressing: Addressing;
  readonly database: Database;
  readonly keyring: Keyring;
  readonly random: Random;
}

/** Opens everything. @returns where it is served. Throws errors whose message is for the operator. */
export async function startGatehouse(options: StartOptions): Promise<Addressing> {
  const { environment, shutdown, signal } = options;
  const addressing = decideAddressing(environment);
  openHome(environment.GATEHOUSE_HOME);
  let listener: RequestListener = answerStarting;
  // The port first: two starts on one port end here, before either touches the data.
  const server = await listenHttp({
    host: environment.HOST,
    port: environment.PORT,
    handler: (request, response) => listener(request, response),
  });
  const foundation = await openFoundation(addressing, options);
  signal.throwIfAborted();
  listener = await openPlanes(foundation, options);
  shutdown.add('port', () => server.close());
  return addressing;
}

async function openFoundation(addressing: Addressing, options: StartOptions): Promise<Foundation> {
  const { environment, shutdown, signal, say } = options;
  const random = createRandom();
  const keyring = loadKeyring({
    home: environment.GATEHOUSE_HOME,
    configured: environment.GATEHOUSE_KEYRING,
    isEmbedded: isEmbedded(environment),
    hasDatabase: existsSync(embeddedFolder(environment)),
    random,
  });
  const postgres = await openPostgres(environment, say);
  shutdown.add('postgres', postgres.stop);
  signal.throwIfAborted();
  await migrate({ ownerUrl: postgres.ownerUrl, onProgress: say });
  signal.throwIfAborted();
  const { appUrl, hotUrl, ownerUrl } = postgres;
  const database = await connectDatabase({ appUrl, hotUrl, directUrl: ownerUrl });
  shutdown.add('database', () => database.close());
  return { addressing, database, keyring, random };
}

async function openPlanes(foundation: Foundation, options: StartOptions): Promise<RequestListener> {
  const { environment, shutdown, logger } = options;
  const { addressing, database, keyring, random } = foundation;
  const { control: store, clock } = database;
  const administration = { store, keyring, clock, random };
  const consoleProjectId = await seedConsoleProject(administration);
  if (isEmbedded(environment) && isLoopbackOnly(environment, addressing)) {
    const url = new URL(buildManagementUrl(addressing)).origin;
    await seedLocalWorkspace(administration, { home: environment.GATEHOUSE_HOME, url });
  }
  const engine = createTokenEngine({ clock, random });
  const projects = createProjectRuntimes({ database, keyring, random, addressing });
  shutdown.add('project runtimes', projects.close);
  const authenticateMember = createMemberAuthentication({ addressing, projects, engine, store });
  const shared = { ...administration, addressing, logger };
  const projectApi = await createProjectApi({ ...shared, projects, engine });
  shutdown.add('project API', projectApi.close);
  const controlPlane = await createControlPlane({ ...shared, authenticateMember });
  shutdown.add('control plane', controlPlane.close);
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
