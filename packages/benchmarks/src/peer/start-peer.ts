import { forkBeside } from '../processes/fork-beside.ts';
import { findFreePort } from '../processes/free-port.ts';
import { receivePort, type StartedServer } from '../processes/started-server.ts';
import type { PeerPlan, PeerReply, PeerRequest } from './peer-plan.ts';

export interface Peer extends StartedServer {
  mintCodes(count: number): Promise<readonly string[]>;
}

/** Starts oidc-provider. */
export async function startPeer(plan: Omit<PeerPlan, 'port'>): Promise<Peer> {
  const child = forkBeside(new URL('./peer-server', import.meta.url));
  const started = receivePort(child, 'oidc-provider');
  child.send({ ...plan, port: await findFreePort() });
  return {
    ...(await started),
    mintCodes(count) {
      const { promise, resolve } = Promise.withResolvers<readonly string[]>();
      child.once('message', ({ codes }: PeerReply) => resolve(codes));
      const request: PeerRequest = { mintCodes: count };
      child.send(request);
      return promise;
    },
  };
}
