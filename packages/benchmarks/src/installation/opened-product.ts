// The product on a PostgreSQL of its own, opened in order: database, a project in it, rows, the server.

import { createRandom, generateKeyring, parseKeyring } from '@gatehouse/keys';
import { type Installation, openInstallation } from '@gatehouse/project-runtime';
import { maxRate } from '@gatehouse/protocol';
import { findFreePort } from '../processes/free-port.ts';
import type { StartedServer } from '../processes/started-server.ts';
import { type MeasuredProject, seedProject } from '../product/seed-project.ts';
import { startProduct } from '../product/start-product.ts';
import { type MeasuredPostgres, startMeasuredPostgres } from './measured-postgres.ts';

/** Is given each part that has to be closed, in reverse order, also when a later one fails. */
export type OnOpened = (close: () => Promise<void> | void) => void;

export interface PreparedInstallation {
  readonly postgres: MeasuredPostgres;
  readonly installation: Installation;
  readonly project: MeasuredProject;
  /** The text of GATEHOUSE_KEYRING. */
  readonly keyring: string;
  readonly origin: string;
  readonly port: number;
}

export interface OpenedProduct extends PreparedInstallation {
  readonly product: StartedServer;
}

/** Everything but the server itself. */
export async function prepareInstallation(onOpened: OnOpened): Promise<PreparedInstallation> {
  const postgres = await startMeasuredPostgres();
  onOpened(() => postgres.stop());
  const port = await findFreePort();
  const origin = `http://127.0.0.1:${port}`;
  const random = createRandom();
  const keyring = generateKeyring(random);
  const installation = await openInstallation({
    addressing: { mode: 'path', origin },
    keyring: parseKeyring(keyring),
    random,
    postgres: { ...postgres, directUrl: postgres.hotUrl },
    onOpened: (_name, close) => onOpened(close),
  });
  const project = await seedProject(installation, { perMinute: maxRate });
  return { postgres, installation, project, keyring, origin, port };
}

/** @param fill is called before the server starts. */
export async function openProduct(
  onOpened: OnOpened,
  fill: (prepared: PreparedInstallation) => Promise<void>,
): Promise<OpenedProduct> {
  const prepared = await prepareInstallation(onOpened);
  await fill(prepared);
  const product = await startProduct(prepared);
  onOpened(() => product.stop());
  return { ...prepared, product };
}
