// What is held side by side: the product, the peer on the same PostgreSQL, and the floor.

import { type BareServer, startBare } from '../bare/start-bare.ts';
import { type Peer, startPeer } from '../peer/start-peer.ts';
import { type MeasuredProject, seedProject } from '../product/seed-project.ts';
import { fillTables, type InstallationSize } from './fill-tables.ts';
import { type OnOpened, type OpenedProduct, openProduct } from './opened-product.ts';

export interface MeasuredInstallation extends OpenedProduct {
  /** A project that may do little, and is asked for much. */
  readonly noisy: MeasuredProject;
  readonly peer: Peer;
  readonly memoryPeer: Peer;
  readonly bare: BareServer;
}

export async function openMeasuredInstallation(
  size: InstallationSize,
  onOpened: OnOpened,
): Promise<MeasuredInstallation> {
  const opened = <T extends { stop(): Promise<void> }>(part: T): T => {
    onOpened(() => part.stop());
    return part;
  };
  const product = await openProduct(onOpened, ({ postgres, project }) =>
    fillTables(postgres, project, size),
  );
  const noisy = await seedProject(product.installation, { perMinute: 600 });
  const storage = { kind: 'postgres', url: product.postgres.peerUrl } as const;
  const peer = opened(await startPeer({ storage, fillerRows: size.grants }));
  const memoryPeer = opened(await startPeer({ storage: { kind: 'memory' }, fillerRows: 0 }));
  const bare = opened(await startBare());
  return { ...product, noisy, peer, memoryPeer, bare };
}
