// One command, one port: everything is opened in order, and closed in the reverse order.

import { existsSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { checkDurability, migrate } from '@gatehouse/database/migrate';
import { createRandom } from '@gatehouse/keys';
import type { Addressing } from '@gatehouse/protocol';
import {
  answerStarting,
  decideAddressing,
  type Logger,
  listenHttp,
  openTelemetry,
  type PlainHandler,
  type Shutdown,
} from '@gatehouse/runtime';
import { embeddedFolder, isEmbedded, openPostgres } from './database/open-postgres.ts';
import type { Environment } from './env.ts';
import { loadKeyring } from './home/load-keyring.ts';
import { openHome } from './home/open-home.ts';

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

export interface Started {
  readonly addressing: Addressing;
  /** For the eyes of whoever started it, and for no log. */
  readonly claimLink: string | undefined;
}

/** Opens everything. Throws errors whose message is for the operator. */
export async function startGatehouse(options: StartOptions): Promise<Started> {
  const { environment, shutdown, signal, say, logger } = options;
  const addressing = decideAddressing(environment, `http://localhost:${environment.PORT}`);
  openHome(environment.GATEHOUSE_HOME);
  const telemetry = await openTelemetry({ name: 'gatehouse', environment, logger, shutdown });
  let listener: RequestListener = answerStarting;
  let plain: PlainHandler | undefined;
  // The port first: two starts on one port end here, before either touches the data.
  const server = await listenHttp({
    host: environment.HOST,
    port: environment.PORT,
    handler: (request, response) => listener(request, response),
    plain: {
      serve: (request) => plain?.serve(request),
      failed: (request, error) => plain?.failed(request, error),
      ended: (request, sent) => plain?.ended?.(request, sent),
    },
  });
  const random = createRandom();
  const keyring = loadKeyring({
    home: environment.GATEHOUSE_HOME,
    configured: environment.GATEHOUSE_KEYRING,
    isEmbedded: isEmbedded(environment),
    hasDatabase: existsSync(embeddedFolder(environment)),
    random,
  });
  const loading = import('./open-planes.ts');
  // Whatever is wrong with it is thrown where it is awaited.
  loading.catch(() => {});
  const postgres = await openPostgres(environment, say);
  shutdown.add('postgres', postgres.stop);
  signal.throwIfAborted();
  await checkDurability([postgres.appUrl, postgres.hotUrl]);
  await migrate({ ownerUrl: postgres.ownerUrl, onProgress: say });
  signal.throwIfAborted();
  const { openPlanes } = await loading;
  const planes = await openPlanes({ ...options, addressing, postgres, keyring, random });
  telemetry.addMetrics(...planes.metrics);
  listener = telemetry.observe(planes.listener);
  plain = telemetry.observePlain(planes.plain);
  shutdown.add('port', () => server.close());
  return { addressing, claimLink: planes.claimLink };
}
