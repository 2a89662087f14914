// Everything that is measured, opened in order: PostgreSQL, the product on it, the peer on it, the floor.

import { createRandom, generateKeyring, parseKeyring } from '@gatehouse/keys';
import { type Installation, openInstallation } from '@gatehouse/project-runtime';
import { maxRate } from '@gatehouse/protocol';
import { type BareServer, startBare } from '../bare/start-bare.ts';
import { type Peer, startPeer } from '../peer/start-peer.ts';
import { findFreePort } from '../processes/free-port.ts';
import type { StartedServer } from '../processes/started-server.ts';
import { type MeasuredProject, seedProject } from '../product/seed-project.ts';
import { startProduct } from '../product/start-product.ts';
import { fillTables, type InstallationSize } from './fill-tables.ts';
import { type MeasuredPostgres, startMeasuredPostgres } from './measured-postgres.ts';

export interface MeasuredInstallation {
  readonly postgres: MeasuredPostgres;
  readonly installation: Installation;
  readonly project: MeasuredProject;
  /** A project that may do little, and is asked for much. */
  readonly noisy: MeasuredProject;
  readonly product: StartedServer;
  readonly peer: Peer;
  readonly memoryPeer: Peer;
  readonly bare: BareServer;
}

/** @param onOpened is given each part that has to be closed, in reverse order, also when a later one fails. */
export async function openMeasuredInstallation(
  size: InstallationSize,
  onOpened: (close: () => Promise<void> | void) => void,
): Promise<MeasuredInstallation> {
  const opened = <T extends { stop(): Promise<void> }>(part: T): T => {
    onOpened(() => part.stop());
    return part;
  };
  const postgres = opened(await startMeasuredPostgres());
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
  const noisy = await seedProject(installation, { perMinute: 600 });
  await fillTables(postgres, project, size);
  const product = opened(await startProduct({ postgres, keyring, origin, port }));
  const storage = { kind: 'postgres', url: postgres.peerUrl } as const;
  const peer = opened(await startPeer({ storage, fillerRows: size.grants }));
  const memoryPeer = opened(await startPeer({ storage: { kind: 'memory' }, fillerRows: 0 }));
  const bare = opened(await startBare());
  return { postgres, installation, project, noisy, product, peer, memoryPeer, bare };
}
